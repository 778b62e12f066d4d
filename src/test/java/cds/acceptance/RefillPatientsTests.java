package cds.acceptance;

import static cds.acceptance.CheckIn.dated;
import static cds.acceptance.Days.daysAgo;
import static cds.acceptance.Drugs.AMOXICILLIN;
import static cds.acceptance.Fhir.allergy;
import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.condition;
import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.score;
import static cds.acceptance.Person.adult;
import static cds.acceptance.TreatedPeople.DAYS;
import static cds.acceptance.TreatedPeople.FIRST;
import static cds.acceptance.TreatedPeople.child;
import static cds.acceptance.TreatedPeople.since;
import static cds.acceptance.TreatedPeople.steady;
import static cds.acceptance.Visit.REFILL;
import static cds.acceptance.Visit.refilled;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Patients on treatment who ask for the next supply. */
class RefillPatientsTests {

  private static final String RIDES = ", ELIGIBLE info";

  @TestFactory
  Stream<DynamicTest> supplies() {
    return Stream.of(
            refilled("stable", refill(steady()), ""),
            refilled(
                "before the first dose",
                adult().scored(easi("24")).refill(order(FIRST).status("draft")),
                ""),
            refilled(
                "stopped",
                adult()
                    .scored(easi("24"))
                    .having(dupilumabOrder("300", "2", "2023-02-01").status("stopped"))
                    .refill(order("2023-02-01").status("draft")),
                ""),
            refilled(
                "another drug",
                steady().having(checkIn("eye.pain")).refill(Fhir.draft(AMOXICILLIN)),
                ""),
            refilled("never scored on treatment for 183 days", refill(scoredOnly(183)), ""),
            refilled(
                "scores overdue", refill(scoredOnly(184)), "REASSESS_SEVERITY routine" + RIDES),
            refilled(
                "a child that has grown",
                refill(child("2015-01-10", "300", "4").weighing("31 kg")),
                "DOSE_WEIGHT_BAND_CROSSED soon" + RIDES),
            refilled(
                "a child that was not weighed",
                refill(child("2015-01-10", "200", "2")),
                "DOSE_WEIGHT_MISSING soon" + RIDES),
            refilled(
                "half and no DLQI at week 16",
                refill(since(130).scored(easi("15"))),
                "RESPONSE_W16_INCOMPLETE info" + RIDES),
            refilled(
                "half and 4 points",
                refill(
                    since(130).scored(easi("15")).scored(dlqi("20").on(daysAgo(137)), dlqi("16"))),
                "RESPONSE_ADEQUATE_W16 info" + RIDES),
            refilled(
                "below half",
                refill(since(130).scored(easi("20"))),
                "RESPONSE_INADEQUATE_W16_NICE soon" + RIDES),
            refilled(
                "six months, too little",
                refill(since(200).scored(easi("20"))),
                "T2T_6MONTH_NOT_MET soon" + RIDES),
            refilled(
                "an eye emergency",
                refill(steady().having(checkIn("eye.pain"))),
                "OCULAR_RED_FLAG emergency, DOSE_HOLD_SUGGESTED urgent"),
            refilled(
                "for another indication",
                steady()
                    .having(condition("eoe", "235599003"))
                    .refill(Drugs.orderedFor("235599003", order(FIRST))),
                "INDICATION_NOT_AD info"))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> doses() {
    return Stream.of(
            refilled("in time", refill(lastDose(14)), ""),
            refilled("1 day late", refill(lastDose(15)), "DOSE_LATE routine" + RIDES),
            refilled("7 days late", refill(lastDose(21)), "DOSE_LATE routine" + RIDES),
            refilled("8 days late", refill(lastDose(22)), "DOSE_LATE soon" + RIDES))
        .map(Visit::test);
  }

  @Test
  void aVerdictOtherThanEligibleIsSaidInTheOpen() {
    Answer answer =
        Engine.us().ask(REFILL, refill(steady().having(allergy("active", "confirmed"))));

    assertThat(Visit.said(answer))
        .contains("CONTRAINDICATION_HYPERSENSITIVITY urgent")
        .anyMatch(finding -> finding.startsWith("NOT_ELIGIBLE "));
  }

  @Test
  void theOrderToRefillIsTreatmentThoughNoOrderIsOnRecord() {
    Person unknown =
        adult()
            .scored(easi("30").on(daysAgo(DAYS)), easi("5"))
            .having(checkIn("eye.redness"))
            .sending("medications", Json.read("null"));
    Answer active = Engine.us().ask(REFILL, unknown.refill(order(FIRST)));
    Answer draft = Engine.us().ask(REFILL, unknown.refill(order(FIRST).status("draft")));

    assertThat(Visit.said(active)).contains("OCULAR_MILD routine");
    assertThat(Answer.because(active.finding("ELIGIBLE")))
        .contains("MedicationRequest/dupilumab-1");
    assertThat(draft.cards()).isEmpty();
  }

  @Test
  void theSameOrderUnderBothKeysIsOneOrder() {
    Resource order = order(FIRST).id("rx");
    Person steady = adult().having(order).scored(easi("30").on(daysAgo(DAYS)), easi("5"));

    assertThat(Engine.us().ask(REFILL, steady.refill(order)).cards()).isEmpty();
  }

  @Test
  void aRefillProposesNoOrder() {
    Answer answer =
        Engine.us().ask(REFILL, refill(child("2015-01-10", "300", "4").weighing("31 kg")));

    assertThat(answer.cards()).hasSize(1);
    assertThat(Suggested.in(answer)).isEmpty();
  }

  @Test
  void whatARefillSaysAboutResponseMonitoringSaysToo() {
    for (String easi : new String[] {"20", "14"}) {
      Person person = since(130).scored(easi(easi), dlqi("20").on(daysAgo(137)), dlqi("10"));
      assertThat(Visit.said(Engine.us().ask(REFILL, refill(person))))
          .containsAll(Visit.said(Engine.us().ask(Visit.MONITORING, person.monitoring())))
          .anyMatch(finding -> finding.startsWith("RESPONSE_"));
    }
  }

  @Test
  void theVerdictRidesAtTheEnd() {
    JsonNode card = Engine.us().ask(REFILL, refill(lastDose(22))).cards().get(0);

    assertThat(Answer.text(card, "indicator")).isEqualTo("warning");
    assertThat(Answer.text(card, "summary")).doesNotContain("ligible");
    assertThat(card.at("/extension/io.github.dupilumab-cds/findings/1/reasons").valueStream())
        .extracting(JsonNode::stringValue)
        .contains("ON_TREATMENT", "RESPONDING");
  }

  private static ObjectNode refill(Person person) {
    return person.refill(order(FIRST).id("dupilumab"));
  }

  private static Resource order(String start) {
    return dupilumabOrder("300", "2", start);
  }

  private static Person lastDose(int days) {
    return steady().having(dated("dose.last-date", daysAgo(days)));
  }

  private static Person scoredOnly(int days) {
    return since(DAYS).scored(easi("5").on(daysAgo(days)));
  }

  private static Resource dlqi(String value) {
    return score("dlqi", value);
  }
}
