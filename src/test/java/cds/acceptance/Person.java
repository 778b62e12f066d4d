package cds.acceptance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A patient as an EHR knows one on 2025-06-16: {@code adult().weighing("82
 * kg").scored(easi("24.6"))}. Adults and children begin as candidates: confirmed atopic dermatitis
 * and a failed steroid ointment.
 */
public final class Person {

  public static final String ID = "pat-1";

  private static final String IMMUNIZATIONS = "immunizations";

  private static final Map<String, String> KEYS =
      Map.of(
          "Immunization", IMMUNIZATIONS,
          "Observation", "observations",
          "Condition", "conditions",
          "MedicationRequest", "medications",
          "MedicationStatement", "medicationStatements",
          "MedicationAdministration", "administrations",
          "AllergyIntolerance", "allergies",
          "QuestionnaireResponse", "questionnaires");

  private static final List<String> ORDER =
      List.of(
          "observations",
          "conditions",
          "medications",
          "medicationStatements",
          "administrations",
          "allergies",
          "questionnaires");

  private final ObjectNode patient = Json.object();
  private final Map<String, List<Resource>> resources = new LinkedHashMap<>();
  private final Map<String, Integer> names = new HashMap<>();
  private final List<Consumer<ObjectNode>> changes = new ArrayList<>();
  private String hookInstance = "0f8c5f2e-52a1-4c6b-9d0e-6a1f3b7c9d21";

  private Person(String birthDate) {
    patient.put("resourceType", "Patient").put("id", ID).put("gender", "female");
    patient.put("birthDate", birthDate);
    ORDER.forEach(key -> resources.put(key, new ArrayList<>()));
    resources.put(IMMUNIZATIONS, new ArrayList<>());
  }

  /** Somebody about whom only the date of birth is known. */
  public static Person anyone(String birthDate) {
    return new Person(birthDate);
  }

  /** A candidate of this birth date. */
  public static Person born(String birthDate) {
    return anyone(birthDate)
        .having(Fhir.atopicDermatitis())
        .having(Fhir.mometasone("2025-02-24", "2025-05-05").outcome("inadequate"));
  }

  /** A candidate of 37 years. */
  public static Person adult() {
    return born("1988-03-21");
  }

  /** Changes or adds a member of the Patient. */
  public Person described(String member, String text) {
    patient.set(member, Json.read(text.replace('\'', '"')));
    return this;
  }

  /** Weighed some days ago; more is said by a {@link Fhir#weight} of its own. */
  public Person weighing(String spoken) {
    return having(Fhir.weight(spoken));
  }

  /** Adds scores. */
  public Person scored(Resource... scores) {
    return having(scores);
  }

  /** Adds resources of any kind; each gets an id of its name. */
  public Person having(Resource... added) {
    for (Resource resource : added) {
      int n = names.merge(resource.name(), 1, Integer::sum);
      if (!resource.json().has("id")) {
        resource.id(n == 1 ? resource.name() : resource.name() + "-" + n);
      }
      resources.get(KEYS.get(resource.type())).add(resource);
    }
    return this;
  }

  /** Forgets everything of one prefetch key: an empty Bundle. */
  public Person withoutAny(String key) {
    resources.get(key).forEach(resource -> names.remove(resource.name()));
    resources.get(key).clear();
    return this;
  }

  /** Sends something else under a prefetch key. */
  public Person sending(String key, JsonNode value) {
    changes.add(prefetch -> prefetch.set(key, value));
    return this;
  }

  /** Sends nothing under a prefetch key. */
  public Person notSending(String key) {
    changes.add(prefetch -> prefetch.remove(key));
    return this;
  }

  /** Changes a Bundle after it is built. */
  public Person changing(String key, Consumer<ObjectNode> change) {
    changes.add(prefetch -> change.accept((ObjectNode) prefetch.get(key)));
    return this;
  }

  /** Fixes the id of the hook's invocation. */
  public Person instance(String uuid) {
    hookInstance = uuid;
    return this;
  }

  /** The request of an EHR that opens the chart. */
  public ObjectNode patientView() {
    return changed(request("patient-view"));
  }

  /** The request of an EHR in which these draft orders have been selected. */
  public ObjectNode orderSelect(Resource... drafts) {
    ObjectNode request = changed(request("order-select"));
    ObjectNode context = (ObjectNode) request.get("context");
    ArrayNode selections = context.putArray("selections");
    List<Resource> orders = named(drafts);
    for (Resource order : orders) {
      selections.add(order.type() + "/" + order.json().get("id").stringValue());
    }
    context.set("draftOrders", bundle("collection", orders));
    return request;
  }

  /** The request of an EHR that opens the chart and asks how treatment goes. */
  public ObjectNode monitoring() {
    return withImmunizations(request("patient-view"));
  }

  /** The request of an EHR in which these draft orders are about to be signed. */
  public ObjectNode orderSign(Resource... drafts) {
    ObjectNode request = withImmunizations(request("order-sign"));
    List<Resource> orders = named(drafts);
    ((ObjectNode) request.get("context")).set("draftOrders", bundle("collection", orders));
    return request;
  }

  /** The request of an EHR in which somebody asks for more of these medications. */
  public ObjectNode refill(Resource... medications) {
    ObjectNode request = withImmunizations(request("medication-refill"));
    List<Resource> orders = named(medications);
    ((ObjectNode) request.get("context")).set("medications", bundle("collection", orders));
    return request;
  }

  private static List<Resource> named(Resource... orders) {
    for (int i = 0; i < orders.length; i++) {
      if (!orders[i].json().has("id")) {
        orders[i].id(orders[i].name() + "-" + (i + 1));
      }
    }
    return List.of(orders);
  }

  private ObjectNode withImmunizations(ObjectNode request) {
    ObjectNode prefetch = (ObjectNode) request.get("prefetch");
    prefetch.set(IMMUNIZATIONS, bundle("searchset", resources.get(IMMUNIZATIONS)));
    return changed(request);
  }

  private ObjectNode request(String hook) {
    ObjectNode request = Json.object();
    request.put("hook", hook).put("hookInstance", hookInstance);
    request.putObject("context").put("userId", "Practitioner/derm").put("patientId", ID);
    ObjectNode prefetch = request.putObject("prefetch");
    prefetch.set("patient", patient);
    ORDER.forEach(key -> prefetch.set(key, bundle("searchset", resources.get(key))));
    return request;
  }

  private ObjectNode changed(ObjectNode request) {
    ObjectNode prefetch = (ObjectNode) request.get("prefetch");
    changes.forEach(change -> change.accept(prefetch));
    return request;
  }

  private static ObjectNode bundle(String type, List<Resource> resources) {
    ObjectNode bundle = Json.object().put("resourceType", "Bundle").put("type", type);
    for (Resource resource : resources) {
      bundle.withArray("entry").addObject().set("resource", resource.json());
    }
    return bundle;
  }
}
