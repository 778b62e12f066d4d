package cds.oracle;

import cds.acceptance.Json;
import cds.oracle.RandomPatient.Draft;
import cds.oracle.RandomPatient.Entry;
import cds.oracle.RandomPatient.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says a patient in the request of a service, as an EHR would. */
final class FhirWriter {

  private static final List<String> KEYS =
      List.of(
          "observations",
          "conditions",
          "medications",
          "medicationStatements",
          "administrations",
          "allergies",
          "questionnaires");

  private static final Map<String, String> HOOKS =
      Map.of(
          "dupilumab-eligibility", "patient-view",
          "dupilumab-monitoring", "patient-view",
          "dupilumab-order-select", "order-select",
          "dupilumab-order-sign", "order-sign",
          "dupilumab-refill", "medication-refill");

  private FhirWriter() {}

  /** The call of a service. */
  static ObjectNode request(RandomPatient patient, String service) {
    ObjectNode request = Json.object();
    String hook = HOOKS.get(service);
    request.put("hook", hook).put("hookInstance", "0f8c5f2e-52a1-4c6b-9d0e-6a1f3b7c9d21");
    ObjectNode context = request.putObject("context");
    context.put("userId", "Practitioner/derm").put("patientId", FhirResources.PATIENT);
    if (hook.startsWith("order")) {
      drafts(patient, context, hook.equals("order-select"));
    }
    ObjectNode prefetch = request.putObject("prefetch");
    prefetch.set("patient", FhirResources.patient(patient));
    Map<String, ArrayNode> lists = resources(patient);
    for (String key : KEYS) {
      write(prefetch, key, patient.state(key), lists.get(key));
    }
    if (immunizations(service)) {
      String key = "immunizations";
      write(prefetch, key, patient.state(key), lists.get(key));
    }
    if (hook.equals("medication-refill")) {
      State state = patient.state("medications");
      boolean known = state != State.NULL && state != State.OUTCOME && state != State.MISSING;
      ArrayNode refilled = known ? lists.get("dupilumab") : Json.object().putArray("none");
      context.set("medications", bundle("collection", refilled));
    }
    return request;
  }

  /** Whether a service is sent the vaccines. */
  static boolean immunizations(String service) {
    return !service.equals("dupilumab-eligibility") && !service.equals("dupilumab-order-select");
  }

  private static Map<String, ArrayNode> resources(RandomPatient patient) {
    Map<String, ArrayNode> lists = new LinkedHashMap<>();
    KEYS.forEach(key -> lists.put(key, Json.object().putArray(key)));
    lists.put("immunizations", Json.object().putArray("immunizations"));
    lists.put("dupilumab", Json.object().putArray("dupilumab"));
    for (Entry entry : patient.entries()) {
      if (entry instanceof Draft) {
        continue;
      }
      ObjectNode resource = FhirResources.of(entry);
      lists.get(key(resource.get("resourceType").stringValue())).add(resource);
      if (entry instanceof RandomPatient.Drug drug
          && drug.order()
          && drug.product().kind() == Products.Kind.DUPILUMAB
          && drug.status().equals("active")) {
        lists.get("dupilumab").add(resource);
      }
    }
    return lists;
  }

  private static String key(String type) {
    return switch (type) {
      case "Observation" -> "observations";
      case "Condition" -> "conditions";
      case "MedicationRequest" -> "medications";
      case "MedicationStatement" -> "medicationStatements";
      case "MedicationAdministration" -> "administrations";
      case "AllergyIntolerance" -> "allergies";
      case "Immunization" -> "immunizations";
      default -> "questionnaires";
    };
  }

  private static void write(ObjectNode prefetch, String key, State state, ArrayNode resources) {
    ObjectNode bundle = bundle("searchset", resources);
    switch (state) {
      case COMPLETE -> prefetch.set(key, bundle);
      case NULL -> prefetch.putNull(key);
      case MISSING -> {}
      case OUTCOME -> {
        ObjectNode outcome = prefetch.putObject(key).put("resourceType", "OperationOutcome");
        outcome.putArray("issue").addObject().put("severity", "error").put("code", "exception");
      }
      case PAGED -> {
        bundle
            .putArray("link")
            .addObject()
            .put("relation", "next")
            .put("url", "https://ehr.example.org/fhir?page=2");
        prefetch.set(key, bundle);
      }
      case UNREADABLE -> {
        ObjectNode broken = bundle.withArray("entry").addObject().putObject("resource");
        broken.put("resourceType", FhirResources.type(key)).putArray("status").add("?");
        prefetch.set(key, bundle);
      }
    }
  }

  private static ObjectNode bundle(String type, ArrayNode resources) {
    ObjectNode bundle = Json.object().put("resourceType", "Bundle").put("type", type);
    resources.forEach(r -> bundle.withArray("entry").addObject().set("resource", r.deepCopy()));
    return bundle;
  }

  private static void drafts(RandomPatient patient, ObjectNode context, boolean selecting) {
    ArrayNode orders = Json.object().putArray("orders");
    ArrayNode selections = Json.object().putArray("selections");
    patient
        .all(Draft.class)
        .forEach(
            draft -> {
              orders.add(FhirDrugs.draft(draft));
              if (draft.selected()) {
                selections.add("MedicationRequest/" + draft.id());
              }
            });
    if (selecting) {
      context.set("selections", selections);
    }
    context.set("draftOrders", bundle("collection", orders));
  }
}
