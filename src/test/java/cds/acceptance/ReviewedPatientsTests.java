package cds.acceptance;

import static cds.acceptance.Drugs.SYRINGE_300;
import static cds.acceptance.Drugs.draftOrder;
import static cds.acceptance.Fhir.allergy;
import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.condition;
import static cds.acceptance.Fhir.draft;
import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Person.adult;
import static cds.acceptance.Person.anyone;
import static cds.acceptance.TreatedPeople.FIRST;
import static cds.acceptance.TreatedPeople.steady;
import static cds.acceptance.Visit.MONITORING;
import static cds.acceptance.Visit.SIGN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Patients in whom reviewers found a mistake: none of them comes back. */
class ReviewedPatientsTests {

  @Test
  void anOrderThatSaysItsDosesInWordsOnlyIsCorrectedLikeOneWithoutDoses() {
    Resource words =
        draft(SYRINGE_300).with("dosageInstruction", "[{'text':'300 mg every 2 weeks'}]");

    assertThat(Suggested.in(Engine.us().ask(SIGN, adult().scored(easi("24")).orderSign(words))))
        .containsExactly("update draft-1: 600@1 300@15 q2");
  }

  @Test
  void aMissedDoseWithoutALastDateMakesASentence() {
    Answer answer =
        Engine.us().ask(MONITORING, steady().having(checkIn("dose.missed")).monitoring());

    assertThat(answer.words()).doesNotContain("last dose on not known");
  }

  @Test
  void anOrderIsOfferedForRemovalOnce() {
    Resource order = draftOrder(SYRINGE_300, "600 once", "300 every 2");
    Resource again = draftOrder(SYRINGE_300, "600 once", "300 every 2").id("again");
    Person allergic = adult().scored(easi("24")).having(allergy("active", "confirmed"));

    assertThat(Suggested.in(Engine.us().ask(SIGN, allergic.orderSign(order, again))))
        .doesNotHaveDuplicates();
  }

  @Test
  void responseOfDermatitisIsNotMissedWhereThereIsNone() {
    Person asthmatic =
        anyone("1988-03-21")
            .having(condition("asthma", "195967001"), dupilumabOrder("300", "2", FIRST))
            .having(checkIn("eye.pain"));

    assertThat(Visit.said(Engine.us().ask(MONITORING, asthmatic.monitoring())))
        .doesNotContain("BASELINE_MISSING info");
  }

  @Test
  void aCancelledDraftIsNotCorrected() {
    Resource cancelled = draftOrder(SYRINGE_300, "300 every 4").status("cancelled");

    assertThat(Engine.us().ask(SIGN, adult().scored(easi("24")).orderSign(cancelled)).cards())
        .isEmpty();
  }
}
