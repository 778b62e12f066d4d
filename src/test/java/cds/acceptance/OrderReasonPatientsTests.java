package cds.acceptance;

import static cds.acceptance.Drugs.SYRINGE_200;
import static cds.acceptance.Drugs.SYRINGE_300;
import static cds.acceptance.Drugs.draftOrder;
import static cds.acceptance.Drugs.dupilumabStated;
import static cds.acceptance.Drugs.orderedFor;
import static cds.acceptance.Fhir.allergy;
import static cds.acceptance.Fhir.atopicDermatitis;
import static cds.acceptance.Fhir.condition;
import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.viga;
import static cds.acceptance.Person.adult;
import static cds.acceptance.Person.anyone;
import static cds.acceptance.Person.born;
import static cds.acceptance.TreatedPeople.DAYS;
import static cds.acceptance.TreatedPeople.FIRST;
import static cds.acceptance.Visit.signed;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Why an order is signed, for whom, and whether it still fits a child that has grown. */
class OrderReasonPatientsTests {

  private static final String ADULT = "update draft-1: 600@1 300@15 q2";
  private static final String DIFFERS = "DOSE_DIFFERS_FROM_LABEL soon";
  private static final String OESOPHAGITIS = "235599003";

  @TestFactory
  Stream<DynamicTest> reasons() {
    return Stream.of(
            signed(
                "for another indication",
                candidate().orderSign(orderedFor(OESOPHAGITIS, syringe("300 every 1"))),
                "INDICATION_NOT_AD info",
                ""),
            signed(
                "for dermatitis by name",
                candidate().orderSign(orderedFor("24079001", syringe("300 every 2"))),
                DIFFERS,
                ADULT),
            signed(
                "for a reason nobody recognises: said and not corrected",
                candidate().orderSign(orderedFor("0", syringe("300 every 2"))),
                DIFFERS,
                ""),
            signed(
                "asthma on record and no dermatitis",
                anyone("1981-05-05")
                    .having(condition("asthma", "195967001"))
                    .orderSign(syringe("300 every 2")),
                "INDICATION_NOT_AD info",
                ""),
            signed(
                "allergic to it",
                candidate().having(allergy("active", "confirmed")).orderSign(right()),
                "CONTRAINDICATION_HYPERSENSITIVITY urgent, NOT_ELIGIBLE soon",
                "delete MedicationRequest/draft-1"),
            signed("not scored yet", adult().orderSign(right()), "INSUFFICIENT_DATA soon", ""),
            signed(
                "stopped: no loading is invented",
                candidate()
                    .having(dupilumabOrder("300", "2", "2023-02-01").status("stopped"))
                    .orderSign(right()),
                "RESTART_LOADING_UNSTATED soon",
                ""),
            signed(
                "stopped, and a wrong dose: said and not corrected",
                candidate()
                    .having(dupilumabOrder("300", "2", "2023-02-01").status("stopped"))
                    .orderSign(syringe("300 every 4")),
                "RESTART_LOADING_UNSTATED soon, " + DIFFERS,
                ""),
            signed(
                "an order not to give it",
                candidate().orderSign(syringe("300 every 4").with("doNotPerform", "true")),
                "",
                ""),
            signed(
                "twelve years and asthma: both doses are the label's",
                asthmatic().orderSign(right()),
                "ASTHMA_DOSE_CONFLICT soon",
                ""))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> changedWeight() {
    return Stream.of(
            signed(
                "the old dose of a child that has grown",
                grown().orderSign(syringe("300 every 4")),
                "DOSE_WEIGHT_BAND_CROSSED soon",
                "update draft-1: 200@1 q2"),
            signed(
                "the new dose", grown().orderSign(draftOrder(SYRINGE_200, "200 every 2")), "", ""),
            signed(
                "neither",
                grown().orderSign(syringe("300 every 2")),
                // 300 mg every 2 weeks is the dose from 60 kg on.
                "DOSE_WEIGHT_BAND_CROSSED soon",
                "update draft-1: 200@1 q2"),
            signed(
                "no dose of any row",
                grown().orderSign(syringe("300 every 3")),
                DIFFERS,
                "update draft-1: 200@1 q2"),
            signed(
                "without a weight there is nothing to compare",
                born("2015-01-10").scored(easi("24")).orderSign(syringe("300 every 2")),
                "DOSE_WEIGHT_MISSING soon",
                ""))
        .map(Visit::test);
  }

  private static Person candidate() {
    return adult().scored(easi("24.6"));
  }

  private static Person grown() {
    return born("2015-01-10")
        .weighing("31 kg")
        .having(dupilumabStated("300", "4", FIRST))
        .scored(easi("30").on(Days.daysAgo(DAYS)), easi("5"));
  }

  private static Person asthmatic() {
    return anyone("2010-11-11")
        .having(atopicDermatitis(), condition("asthma", "195967001"))
        .having(Fhir.mometasone("2025-02-24", "2025-05-05").outcome("inadequate"))
        .weighing("50 kg")
        .scored(viga("3"));
  }

  private static Resource right() {
    return syringe("600 once", "300 every 2");
  }

  private static Resource syringe(String... steps) {
    return draftOrder(SYRINGE_300, steps);
  }
}
