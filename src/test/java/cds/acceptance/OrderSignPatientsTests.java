package cds.acceptance;

import static cds.acceptance.Drugs.AMOXICILLIN;
import static cds.acceptance.Drugs.INGREDIENT;
import static cds.acceptance.Drugs.INTRAVENOUS;
import static cds.acceptance.Drugs.PEN_200;
import static cds.acceptance.Drugs.SYRINGE_100;
import static cds.acceptance.Drugs.SYRINGE_200;
import static cds.acceptance.Drugs.SYRINGE_300;
import static cds.acceptance.Drugs.draftOrder;
import static cds.acceptance.Drugs.draftOrderBy;
import static cds.acceptance.Drugs.draftOrderIn;
import static cds.acceptance.Drugs.dupilumabStated;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.viga;
import static cds.acceptance.Person.adult;
import static cds.acceptance.Person.born;
import static cds.acceptance.TreatedPeople.DAYS;
import static cds.acceptance.TreatedPeople.FIRST;
import static cds.acceptance.Visit.signed;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.node.ObjectNode;

/** Orders about to be signed: the right ones pass, the others are told apart and corrected. */
class OrderSignPatientsTests {

  private static final String ADULT = "update draft-1: 600@1 300@15 q2";
  private static final String DIFFERS = "DOSE_DIFFERS_FROM_LABEL soon";
  private static final String LOADING = "DOSE_LOADING_NOT_IN_LABEL urgent";

  @TestFactory
  Stream<DynamicTest> rightOrders() {
    return Stream.of(
            signed("an adult", order("600 once", "300 every 2"), "", ""),
            signed(
                "two loading injections in two steps",
                order("300 once", "300 once", "300 every 2"),
                "",
                ""),
            signed(
                "the loading apart in its own order",
                candidate()
                    .orderSign(
                        draftOrder(SYRINGE_300, "600 once"),
                        draftOrder(SYRINGE_300, "300 every 2")),
                "",
                ""),
            signed("four years, no loading", toddler().orderSign(syringe("300 every 4")), "", ""),
            signed("a continuation", treated().orderSign(syringe("300 every 2")), "", ""),
            signed(
                "the product's strength stands for a dose that is not named",
                treated()
                    .orderSign(
                        draftOrder(SYRINGE_300)
                            .with(
                                "dosageInstruction",
                                "[{'timing':{'repeat':{'frequency':1,'period':2,"
                                    + "'periodUnit':'wk'}}}]")),
                "",
                ""),
            signed("another drug", candidate().orderSign(draftOrder(AMOXICILLIN)), "", ""),
            signed(
                    "nine years, EU label",
                    nineEu().orderSign(syringe("300 once", "300 once on 15", "300 every 4")),
                    "",
                    "")
                .eu(),
            signed(
                    "nine years, the EU alternative",
                    nineEu()
                        .orderSign(
                            draftOrder(SYRINGE_200, "300 once", "300 once on 15", "200 every 2")),
                    "",
                    "")
                .eu())
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> wrongDoses() {
    return Stream.of(
            signed("200 mg", adultOrder(SYRINGE_200, "400 once", "200 every 2"), DIFFERS, ADULT),
            signed("every 4 weeks", order("600 once", "300 every 4"), DIFFERS, ADULT),
            signed("every week", order("600 once", "300 every 1"), DIFFERS, ADULT),
            signed("no loading", order("300 every 2"), DIFFERS, ADULT),
            signed("too much loading", order("900 once", "300 every 2"), DIFFERS, ADULT),
            signed("too little loading", order("300 once", "300 every 2"), DIFFERS, ADULT),
            signed("without any dose", adultOrder(INGREDIENT), DIFFERS, ADULT),
            signed(
                "a product and nothing else",
                candidate().orderSign(Fhir.draft(SYRINGE_300)),
                DIFFERS,
                ADULT),
            signed("in mL", inUnit("mL", "2 every 2"), DIFFERS, ADULT),
            signed("in syringes", inUnit("{syringe}", "1 every 2"), DIFFERS, ADULT),
            signed("intravenous", byVein("600 once", "300 every 2"), ROUTE, ADULT),
            signed(
                    "nine years under the EU label, all at once",
                    nineEu().orderSign(syringe("600 once", "300 every 4")),
                    DIFFERS,
                    "update draft-1: 300@1 300@15 300@43 q4")
                .eu())
        .map(Visit::test);
  }

  private static final String ROUTE = "ROUTE_NOT_IN_LABEL soon";

  @TestFactory
  Stream<DynamicTest> loadingAndDevices() {
    String maintenance = "update draft-1: 300@1 q2";
    return Stream.of(
            signed(
                "loading again on treatment",
                treated().orderSign(syringe("600 once", "300 every 2")),
                LOADING,
                maintenance),
            signed(
                "loading at four years",
                toddler().orderSign(syringe("600 once", "300 every 4")),
                LOADING,
                "update draft-1: 300@1 q4"),
            signed(
                "a pen at twenty months",
                baby("2023-10-16").orderSign(draftOrder(PEN_200, "200 every 4")),
                "DEVICE_NOT_FOR_AGE soon",
                "update draft-1: 200@1 q4"),
            signed(
                "a pen on the second birthday",
                baby("2023-06-16").orderSign(draftOrder(PEN_200, "200 every 4")),
                "",
                ""),
            signed(
                "the 100 mg syringe",
                baby("2023-10-16").orderSign(draftOrder(SYRINGE_100, "200 every 4")),
                "STRENGTH_NOT_FOR_AD soon",
                "update draft-1: 200@1 q4"))
        .map(Visit::test);
  }

  private static Person candidate() {
    return adult().scored(easi("24.6"));
  }

  private static Person treated() {
    return adult()
        .having(dupilumabStated("300", "2", FIRST))
        .scored(easi("30").on(Days.daysAgo(DAYS)), easi("5"));
  }

  private static Person toddler() {
    return born("2021-03-16").weighing("16 kg").scored(viga("3"));
  }

  private static Person baby(String birthDate) {
    return born(birthDate).weighing("11 kg").scored(viga("3"));
  }

  private static Person nineEu() {
    return born("2016-02-02").weighing("31 kg").scored(viga("4"));
  }

  private static Resource syringe(String... steps) {
    return draftOrder(SYRINGE_300, steps);
  }

  private static ObjectNode order(String... steps) {
    return adultOrder(SYRINGE_300, steps);
  }

  private static ObjectNode adultOrder(String rxcui, String... steps) {
    return candidate().orderSign(draftOrder(rxcui, steps));
  }

  private static ObjectNode inUnit(String unit, String step) {
    return candidate().orderSign(draftOrderIn(unit, SYRINGE_300, step));
  }

  private static ObjectNode byVein(String... steps) {
    return candidate().orderSign(draftOrderBy(INTRAVENOUS, SYRINGE_300, steps));
  }
}
