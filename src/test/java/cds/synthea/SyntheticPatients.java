package cds.synthea;

import cds.acceptance.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The synthetic patients, and the requests that an EHR would make of their records. */
public final class SyntheticPatients {

  private static final Map<String, String> KEYS =
      Map.of(
          "Observation", "observations",
          "Condition", "conditions",
          "MedicationRequest", "medications",
          "AllergyIntolerance", "allergies");

  private final Map<String, ObjectNode> patients = new LinkedHashMap<>();
  private final Map<String, Map<String, List<JsonNode>>> records = new HashMap<>();
  private final Map<String, JsonNode> medications = new HashMap<>();

  /**
   * Reads the records.
   *
   * @param observationCodes {@code system|code} of the Observations that the service asks for
   */
  public SyntheticPatients(Set<String> observationCodes) {
    each("Patient", patient -> patients.put(id(patient), (ObjectNode) patient));
    each("Medication", medication -> medications.put("Medication/" + id(medication), medication));
    each("Condition", this::file);
    each("MedicationRequest", this::file);
    each("AllergyIntolerance", this::file);
    each(
        "Observation",
        observation -> {
          if (observation
              .at("/code/coding")
              .valueStream()
              .anyMatch(c -> asked(c, observationCodes))) {
            file(observation);
          }
        });
  }

  /** The codes that a prefetch template lists, as {@code system|code}. */
  public static Set<String> codesOf(String template) {
    String codes = template.substring(template.indexOf("&code=") + "&code=".length());
    return Set.of(codes.split(","));
  }

  /** Ids of all patients. */
  public List<String> ids() {
    return List.copyOf(patients.keySet());
  }

  String birthDate(String id) {
    return patients.get(id).get("birthDate").stringValue();
  }

  boolean deceased(String id) {
    return patients.get(id).has("deceasedDateTime");
  }

  /** How many resources of a kind a patient has. */
  int count(String id, String type) {
    return records.getOrDefault(id, Map.of()).getOrDefault(type, List.of()).size();
  }

  /** The request of an EHR that opens the chart; Medications come as entries beside the orders. */
  public ObjectNode chartOpened(String id) {
    ObjectNode request = Json.object();
    request.put("hook", "patient-view");
    request.put("hookInstance", "5f1a4d3c-8a36-4b7e-9a5f-2f6c1d0b9e77");
    request.putObject("context").put("userId", "Practitioner/derm").put("patientId", id);
    ObjectNode prefetch = request.putObject("prefetch");
    prefetch.set("patient", patients.get(id));
    for (String key : List.of("medicationStatements", "administrations", "questionnaires")) {
      prefetch.set(key, bundle(List.of()));
    }
    KEYS.forEach(
        (type, key) -> {
          List<JsonNode> some =
              new ArrayList<>(records.getOrDefault(id, Map.of()).getOrDefault(type, List.of()));
          some.addAll(
              some.stream()
                  .map(resource -> resource.at("/medicationReference/reference").asString(""))
                  .filter(medications::containsKey)
                  .collect(Collectors.toCollection(TreeSet::new))
                  .stream()
                  .map(medications::get)
                  .toList());
          prefetch.set(key, bundle(some));
        });
    return request;
  }

  private static ObjectNode bundle(List<JsonNode> resources) {
    ObjectNode bundle = Json.object().put("resourceType", "Bundle").put("type", "searchset");
    for (JsonNode resource : resources) {
      String reference = resource.get("resourceType").stringValue() + "/" + id(resource);
      bundle
          .withArray("entry")
          .addObject()
          .put("fullUrl", "https://ehr.example.org/fhir/" + reference)
          .set("resource", resource);
    }
    return bundle;
  }

  private static boolean asked(JsonNode coding, Set<String> codes) {
    return codes.contains(
        coding.path("system").asString("") + "|" + coding.path("code").asString(""));
  }

  private void file(JsonNode resource) {
    String subject = resource.at("/subject/reference").asString("");
    String patient = subject.isEmpty() ? resource.at("/patient/reference").asString("") : subject;
    records
        .computeIfAbsent(patient.substring("Patient/".length()), id -> new HashMap<>())
        .computeIfAbsent(resource.get("resourceType").stringValue(), type -> new ArrayList<>())
        .add(resource);
  }

  private static void each(String type, Consumer<JsonNode> reader) {
    String name = "/synthea/" + type + ".ndjson.gz";
    try (InputStream in = SyntheticPatients.class.getResourceAsStream(name);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      lines.lines().map(Json::read).forEach(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String id(JsonNode resource) {
    return resource.get("id").stringValue();
  }
}
