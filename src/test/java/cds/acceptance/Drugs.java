package cds.acceptance;

import static cds.acceptance.Days.daysAgo;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Drugs of patients on treatment, and draft orders as spoken: {@code draftOrder(SYRINGE_300, "600
 * once", "300 every 2")}.
 */
public final class Drugs {

  static final String INGREDIENT = "1876376";
  static final String SYRINGE_300 = "1876401";
  static final String SYRINGE_200 = "2099300";
  static final String SYRINGE_100 = "2583634";
  static final String PEN_200 = "2559706";
  static final String UPADACITINIB = "2196894";
  static final String RUXOLITINIB_CREAM = "2570752";
  static final String TRALOKINUMAB = "2589378";
  static final String AMOXICILLIN = "308182";
  static final String MMR = "03";
  static final String SUBCUTANEOUS = "34206005";
  static final String INTRAVENOUS = "47625008";

  private static final String CVX = "http://hl7.org/fhir/sid/cvx";
  private static final String DAY_1 = "2025-06-16";
  private static final String STEP =
      """
      {'timing':{'repeat':%s},'route':{'coding':[{'system':'%s','code':'%s'}]},
        'doseAndRate':[{'doseQuantity':{'value':%s,'unit':'mg',
        'system':'http://unitsofmeasure.org','code':'mg'}}]}\
      """;

  private Drugs() {}

  /** A tablet, cream, injection or drop in use since some days ago. */
  static Resource taking(String name, String rxcui, int days) {
    return Fhir.statement(name, rxcui, daysAgo(days), "");
  }

  /** A drug that was taken and ended. */
  static Resource took(String name, String rxcui, int from, int to) {
    return Fhir.statement(name, rxcui, daysAgo(from), daysAgo(to));
  }

  /** Eye drops with dexamethasone. */
  static Resource steroidDrops(int days) {
    return taking("eye-drops", "226343", days);
  }

  /** A single inhaler of budesonide. */
  static Resource budesonideInhaler(int days) {
    return taking("inhaler", "966522", days);
  }

  /** Ivermectin tablets, first taken some days ago. */
  static Resource ivermectin(int days) {
    return took("ivermectin", "311207", days, days);
  }

  /** Dupilumab as the patient states it, 300 or 200 mg at an interval of weeks. */
  static Resource dupilumabStated(String mg, String weeks, String start) {
    Resource stated =
        Fhir.statement("stated", mg.equals("300") ? SYRINGE_300 : SYRINGE_200, start, "");
    return stated.with("dosage", steps(SUBCUTANEOUS, mg + " every " + weeks));
  }

  /** A vaccine that was given, by CVX code. */
  static Resource vaccinated(String cvx, String date) {
    ObjectNode json = Json.object().put("resourceType", "Immunization").put("status", "completed");
    json.putObject("patient").put("reference", "Patient/" + Person.ID);
    json.set("vaccineCode", Fhir.concept(CVX, cvx));
    return new Resource("vaccine", "occurrenceDateTime", json).on(date);
  }

  /** A draft order with its steps under the skin, the loading on day 1. */
  static Resource draftOrder(String rxcui, String... steps) {
    Resource draft = Fhir.draft(rxcui);
    return steps.length == 0 ? draft : draft.with("dosageInstruction", steps(SUBCUTANEOUS, steps));
  }

  /** A draft order to be given by another route. */
  static Resource draftOrderBy(String route, String rxcui, String... steps) {
    return Fhir.draft(rxcui).with("dosageInstruction", steps(route, steps));
  }

  /** A draft order whose dose has another unit than mg. */
  static Resource draftOrderIn(String unit, String rxcui, String step) {
    return Fhir.draft(rxcui)
        .with("dosageInstruction", steps(SUBCUTANEOUS, step).replace("mg", unit));
  }

  /** A draft order for a reason by its SNOMED CT code. */
  static Resource orderedFor(String code, Resource draft) {
    draft.json().putArray("reasonCode").add(Fhir.concept(Fhir.SCT, code));
    return draft;
  }

  /** A vaccine ordered as a medication. */
  static Resource vaccineOrder(String cvx) {
    Resource order = Fhir.draft("0");
    order.json().set("medicationCodeableConcept", Fhir.concept(CVX, cvx));
    return new Resource("vaccine-order", "authoredOn", order.json());
  }

  /** A vaccine ordered as a service. */
  static Resource vaccineService(String cvx) {
    ObjectNode json = Json.object().put("resourceType", "ServiceRequest").put("status", "draft");
    json.put("intent", "order");
    json.putObject("subject").put("reference", "Patient/" + Person.ID);
    json.set("code", Fhir.concept(CVX, cvx));
    return new Resource("vaccine-service", "authoredOn", json);
  }

  /** Steps such as {@code 600 once}, {@code 300 once on 15} and {@code 300 every 2}. */
  private static String steps(String route, String... spoken) {
    ArrayNode steps = Json.object().putArray("steps");
    int sequence = 1;
    for (String step : spoken) {
      String[] words = step.split(" ");
      String start =
          words.length == 4 && words[2].equals("on") ? Days.day(Integer.parseInt(words[3])) : DAY_1;
      String repeat =
          words[1].equals("once")
              ? "{'count':1,'boundsPeriod':{'start':'%s'}}".formatted(start)
              : "{'frequency':1,'period':%s,'periodUnit':'wk'}".formatted(words[2]);
      JsonNode json =
          Json.read(STEP.formatted(repeat, Fhir.SCT, route, words[0]).replace('\'', '"'));
      ((ObjectNode) json).put("sequence", sequence++);
      steps.add(json);
    }
    return Json.line(steps);
  }
}
