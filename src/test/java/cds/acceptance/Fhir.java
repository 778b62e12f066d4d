package cds.acceptance;

import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/** FHIR R4 resources of patients with atopic dermatitis, as an EHR would send them. */
public final class Fhir {

  static final String BASE = "https://dupilumab-cds.github.io/fhir";
  static final String OUTCOMES = BASE + "/CodeSystem/therapy-outcome";
  static final String SCT = "http://snomed.info/sct";
  static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
  static final String LOINC = "http://loinc.org";

  private static final String SCORES = BASE + "/CodeSystem/ad-severity";
  private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
  private static final String VISIT = "2025-06-11";

  private Fhir() {}

  /** A concept of one coding. */
  public static ObjectNode concept(String system, String code) {
    ObjectNode concept = Json.object();
    concept.putArray("coding").addObject().put("system", system).put("code", code);
    return concept;
  }

  /** An EASI total. */
  public static Resource easi(String value) {
    return score("easi", value);
  }

  /** A vIGA-AD. */
  public static Resource viga(String value) {
    return score("viga-ad", value);
  }

  /** A SCORAD total. */
  public static Resource scorad(String value) {
    return score("scorad", value);
  }

  /** An objective SCORAD total. */
  public static Resource objectiveScorad(String value) {
    return score("objective-scorad", value);
  }

  /** A total score of our vocabulary, dated some days before the evaluation. */
  public static Resource score(String code, String value) {
    return observation(code, SCORES, code, value, "{score}");
  }

  /** A weight as spoken: {@code 82 kg}, {@code 66.14 [lb_av]}, or a bare number without unit. */
  public static Resource weight(String spoken) {
    String[] parts = spoken.split(" ");
    return observation("weight", LOINC, "29463-7", parts[0], parts.length > 1 ? parts[1] : "");
  }

  /** An absolute count of eosinophils in cells per microlitre. */
  public static Resource eosinophils(String value) {
    return observation("eosinophils", LOINC, "711-2", value, "/uL");
  }

  private static Resource observation(
      String name, String system, String code, String value, String unit) {
    ObjectNode json = resource("Observation", "subject").put("status", "final");
    json.set("code", concept(system, code));
    ObjectNode quantity = json.putObject("valueQuantity");
    quantity.put("value", new BigDecimal(value));
    if (!unit.isEmpty()) {
      quantity.put("unit", unit);
      quantity.put("system", "http://unitsofmeasure.org");
      quantity.put("code", unit);
    }
    return new Resource(name, "effectiveDateTime", json).on(VISIT);
  }

  /** Active and confirmed atopic dermatitis. */
  public static Resource atopicDermatitis() {
    return condition("ad", "24079001");
  }

  /** An active, confirmed condition by its SNOMED CT code. */
  public static Resource condition(String name, String code) {
    ObjectNode json = resource("Condition", "subject");
    json.set("code", concept(SCT, code));
    json.set("clinicalStatus", concept(HL7 + "condition-clinical", "active"));
    json.set("verificationStatus", concept(HL7 + "condition-ver-status", "confirmed"));
    return new Resource(name, "onsetDateTime", json);
  }

  /** Another verification status of a condition. */
  public static Resource verified(String status, Resource condition) {
    condition.json().set("verificationStatus", concept(HL7 + "condition-ver-status", status));
    return condition;
  }

  /** Mometasone ointment, medium potency or higher by its group. */
  public static Resource mometasone(String start, String end) {
    return statement("mometasone", "108118", start, end)
        .with("dosage", "[{'route':{'coding':[{'system':'" + SCT + "','code':'6064005'}]}}]");
  }

  /** Tacrolimus 0.1 % ointment. */
  public static Resource tacrolimus(String start, String end) {
    return statement("tacrolimus", "314266", start, end);
  }

  /** Hydrocortisone 1 % ointment, low potency. */
  public static Resource hydrocortisone(String start, String end) {
    return statement("hydrocortisone", "203105", start, end);
  }

  /** A statement of a drug by its RxNorm code; running when the end is empty. */
  public static Resource statement(String name, String rxcui, String start, String end) {
    ObjectNode json = resource("MedicationStatement", "subject");
    json.put("status", end.isEmpty() ? "active" : "completed");
    json.set("medicationCodeableConcept", concept(RXNORM, rxcui));
    return new Resource(name, "effectiveDateTime", json).from(start, end);
  }

  /** Dupilumab that was ordered: 300 or 200 mg at an interval of weeks from a day on. */
  public static Resource dupilumabOrder(String mg, String weeks, String start) {
    ObjectNode json = resource("MedicationRequest", "subject").put("status", "active");
    json.put("intent", "order");
    json.set(
        "medicationCodeableConcept", concept(RXNORM, mg.equals("300") ? "1876401" : "2099300"));
    return new Resource("dupilumab", "authoredOn", json)
        .on(start)
        .with(
            "dosageInstruction",
            """
            [{'timing':{'repeat':{'boundsPeriod':{'start':'%s'},
              'frequency':1,'period':%s,'periodUnit':'wk'}},
              'doseAndRate':[{'doseQuantity':{'value':%s,'unit':'mg',
              'system':'http://unitsofmeasure.org','code':'mg'}}]}]\
            """
                .formatted(start, weeks, mg));
  }

  /** A dose of dupilumab that was given. */
  public static Resource dupilumabGiven(String date) {
    ObjectNode json = resource("MedicationAdministration", "subject").put("status", "completed");
    json.set("medicationCodeableConcept", concept(RXNORM, "1876401"));
    return new Resource("dose", "effectiveDateTime", json).on(date);
  }

  /** A draft order of dupilumab by product; {@code 1876376} is the ingredient alone. */
  public static Resource draft(String rxcui) {
    ObjectNode json = resource("MedicationRequest", "subject").put("status", "draft");
    json.put("intent", "order");
    json.set("medicationCodeableConcept", concept(RXNORM, rxcui));
    json.putObject("requester").put("reference", "Practitioner/derm");
    return new Resource("draft", "authoredOn", json);
  }

  /** An allergy to dupilumab, with the clinical and verification status as coded. */
  public static Resource allergy(String clinical, String verification) {
    ObjectNode json = resource("AllergyIntolerance", "patient");
    json.set("code", concept(RXNORM, "1876376"));
    json.set("clinicalStatus", concept(HL7 + "allergyintolerance-clinical", clinical));
    json.set("verificationStatus", concept(HL7 + "allergyintolerance-verification", verification));
    return new Resource("allergy", "recordedDate", json);
  }

  /** A check-in with boolean answers that are all yes. */
  public static Resource checkIn(String... linkIds) {
    ObjectNode json = resource("QuestionnaireResponse", "subject").put("status", "completed");
    json.put("questionnaire", BASE + "/Questionnaire/dupilumab-monitoring");
    for (String linkId : linkIds) {
      ObjectNode item = json.withArray("item").addObject().put("linkId", linkId);
      item.putArray("answer").addObject().put("valueBoolean", true);
    }
    return new Resource("check-in", "authored", json).on(VISIT);
  }

  private static ObjectNode resource(String type, String subject) {
    ObjectNode json = Json.object().put("resourceType", type);
    json.putObject(subject).put("reference", "Patient/" + Person.ID);
    return json;
  }
}
