package cds.authoring.patient;

import cds.knowledge.Terminology.Concept;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Parts of FHIR resources, as JSON. */
public final class FhirJson {

  /** Logical id of the patient. */
  static final String PATIENT = "tried";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String UNITS = "http://unitsofmeasure.org";
  private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";

  private FhirJson() {}

  /** An empty object. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** A Bundle. */
  public static ObjectNode bundle(String type, List<ObjectNode> resources) {
    ObjectNode bundle = object().put("resourceType", "Bundle").put("type", type);
    ArrayNode entries = bundle.putArray("entry");
    resources.forEach(resource -> entries.addObject().set("resource", resource));
    return bundle;
  }

  /** What stands in the place of data that nobody could look for. */
  public static ObjectNode unknown(String why) {
    ObjectNode outcome = object().put("resourceType", "OperationOutcome");
    outcome
        .putArray("issue")
        .addObject()
        .put("severity", "error")
        .put("code", "not-found")
        .put("diagnostics", why);
    return outcome;
  }

  /** A resource about the patient, whom this member names. */
  static ObjectNode resource(String type, String member) {
    ObjectNode resource = object().put("resourceType", type);
    resource.putObject(member).put("reference", "Patient/" + PATIENT);
    return resource;
  }

  /** A concept of one code; one without a name of its own is named by the title. */
  static ObjectNode concept(Choice choice) {
    ObjectNode concept = concept(choice.concept());
    if (choice.concept().display().isEmpty()) {
      concept.put("text", choice.title());
    }
    return concept;
  }

  static ObjectNode concept(Concept code) {
    ObjectNode concept = object();
    ObjectNode coding = concept.putArray("coding").addObject();
    coding.put("system", code.system()).put("code", code.code());
    if (!code.display().isEmpty()) {
      coding.put("display", code.display());
    }
    return concept;
  }

  /** A concept of a code system of HL7. */
  static ObjectNode hl7(String system, String code) {
    return concept(new Concept(HL7 + system, code, ""));
  }

  static ObjectNode quantity(BigDecimal value, String unit) {
    return object().put("value", value).put("unit", unit).put("system", UNITS).put("code", unit);
  }
}
