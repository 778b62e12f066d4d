package cds.acceptance;

import static cds.acceptance.Days.daysAgo;
import static cds.acceptance.Drugs.MMR;
import static cds.acceptance.Drugs.RUXOLITINIB_CREAM;
import static cds.acceptance.Drugs.SYRINGE_200;
import static cds.acceptance.Drugs.SYRINGE_300;
import static cds.acceptance.Drugs.UPADACITINIB;
import static cds.acceptance.Drugs.draftOrder;
import static cds.acceptance.Drugs.dupilumabStated;
import static cds.acceptance.Drugs.taking;
import static cds.acceptance.Drugs.vaccineOrder;
import static cds.acceptance.Drugs.vaccineService;
import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.draft;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Person.adult;
import static cds.acceptance.TreatedPeople.DAYS;
import static cds.acceptance.TreatedPeople.FIRST;
import static cds.acceptance.TreatedPeople.steady;
import static cds.acceptance.Visit.signed;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Orders that conflict with dupilumab or with each other. */
class OrderConflictPatientsTests {

  private static final String LIVE = "VACCINE_LIVE_ON_TREATMENT soon";
  private static final String JAK = "COMBINATION_JAK_BIOLOGIC ";
  private static final String RIGHT = "update draft-1: 600@1 300@15 q2";

  @TestFactory
  Stream<DynamicTest> conflicts() {
    return Stream.of(
            signed(
                "a live vaccine as a medication",
                treated().orderSign(vaccineOrder(MMR)),
                LIVE,
                "delete MedicationRequest/vaccine-order-1"),
            signed(
                "a live vaccine as a service",
                treated().orderSign(vaccineService(MMR)),
                LIVE,
                "delete ServiceRequest/vaccine-service-1"),
            signed("another vaccine", treated().orderSign(vaccineService("88")), "", ""),
            signed(
                "a live vaccine and no dupilumab", adult().orderSign(vaccineService(MMR)), "", ""),
            signed(
                "a JAK inhibitor on treatment",
                treated().orderSign(draft(UPADACITINIB)),
                JAK + "urgent",
                "delete MedicationRequest/draft-1"),
            signed(
                "a JAK inhibitor cream on treatment",
                treated().orderSign(draft(RUXOLITINIB_CREAM)),
                JAK + "soon",
                "delete MedicationRequest/draft-1"),
            signed(
                "a JAK inhibitor beside dupilumab: it goes, not dupilumab",
                candidate().orderSign(right(), draft(UPADACITINIB)),
                JAK + "urgent",
                "delete MedicationRequest/draft-2"),
            signed(
                "a JAK inhibitor without dupilumab",
                candidate().orderSign(draft(UPADACITINIB)),
                "",
                ""),
            signed(
                "a JAK inhibitor on record: nothing to remove",
                candidate().having(taking("jak", UPADACITINIB, 60)).orderSign(right()),
                JAK + "urgent",
                ""))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> severalOrders() {
    String duplicate = "ORDER_DUPLICATE soon";
    return Stream.of(
            signed(
                "ordered twice: the second goes",
                candidate().orderSign(right(), right().id("again")),
                duplicate,
                "delete MedicationRequest/again"),
            signed(
                "two different wrong orders: one is corrected, one goes",
                candidate()
                    .orderSign(
                        draftOrder(SYRINGE_200, "400 once", "200 every 2"),
                        draftOrder(SYRINGE_300, "600 once", "300 every 4")),
                "DOSE_DIFFERS_FROM_LABEL soon, " + duplicate,
                RIGHT + "; delete MedicationRequest/draft-2"),
            signed(
                "a renewal beside the running order",
                steady().orderSign(draftOrder(SYRINGE_300, "300 every 2")),
                "ORDER_DUPLICATE routine",
                ""),
            signed(
                "an order of another patient beside a wrong one",
                candidate()
                    .orderSign(
                        draftOrder(SYRINGE_300, "300 every 2"),
                        right().with("subject", "{'reference':'Patient/other'}")),
                "DOSE_DIFFERS_FROM_LABEL soon, ORDER_NOT_CHECKED soon, DATA_NOT_USED info",
                RIGHT))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> safetyBesideAnOrder() {
    return Stream.of(
            signed(
                "an eye emergency before the first dose: no dose is corrected",
                candidate()
                    .having(checkIn("eye.pain"))
                    .orderSign(draftOrder(SYRINGE_300, "300 every 2")),
                "OCULAR_RED_FLAG emergency, DOSE_DIFFERS_FROM_LABEL soon",
                ""),
            signed(
                "an eye emergency beside the order of another drug that conflicts",
                treated().having(checkIn("eye.pain")).orderSign(vaccineService(MMR)),
                "OCULAR_RED_FLAG emergency, DOSE_HOLD_SUGGESTED urgent, " + LIVE,
                "delete ServiceRequest/vaccine-service-1"))
        .map(Visit::test);
  }

  private static Person candidate() {
    return adult().scored(easi("24.6"));
  }

  private static Person treated() {
    return adult()
        .having(dupilumabStated("300", "2", FIRST))
        .scored(easi("30").on(daysAgo(DAYS)), easi("5"));
  }

  private static Resource right() {
    return draftOrder(SYRINGE_300, "600 once", "300 every 2");
  }
}
