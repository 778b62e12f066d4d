package cds.corpus;

import cds.acceptance.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that somebody else's client or test kit sends, and what it must get.
 *
 * @param name file without its ending
 * @param asItIs what its own services answer, one for all or one each
 * @param underOurKeys what they answer when its resources come under our prefetch keys
 */
record SavedRequest(String name, List<String> asItIs, List<String> underOurKeys) {

  static final Path FOLDER = Path.of("src/test/resources/cds-hooks");

  /** All services by hook. */
  static final Map<String, List<String>> SERVICES =
      Map.of(
          "patient-view", List.of("dupilumab-eligibility", "dupilumab-monitoring"),
          "order-select", List.of("dupilumab-order-select"),
          "order-sign", List.of("dupilumab-order-sign"),
          "medication-refill", List.of("dupilumab-refill"));

  private static final Path TABLE = Path.of("src/test/resources/corpus/expected.csv");

  private static final Map<String, String> KEYS =
      Map.of(
          "Observation", "observations",
          "Condition", "conditions",
          "MedicationRequest", "medications",
          "MedicationStatement", "medicationStatements");

  static List<SavedRequest> all() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" \\| "))
        .map(cells -> new SavedRequest(cells[0], each(cells[1]), each(cells[2])))
        .toList();
  }

  private static List<String> each(String cell) {
    return Arrays.asList(cell.split("; "));
  }

  /** What one of its own services must answer: a status, and what is named. */
  static String expected(List<String> cells, int service) {
    return cells.get(Math.min(service, cells.size() - 1));
  }

  ObjectNode body() throws IOException {
    return (ObjectNode) Json.read(Files.readString(FOLDER.resolve(name + ".json")));
  }

  /** The same resources as our services ask for them; what was not sent is an empty Bundle. */
  ObjectNode bodyUnderOurKeys() throws IOException {
    ObjectNode body = body();
    ObjectNode ours = Json.object();
    String patient = body.at("/context/patientId").asString("").replaceFirst("^Patient/", "");
    ours.putObject("patient").put("resourceType", "Patient").put("id", patient);
    for (String key : List.of("observations", "conditions")) {
      ours.putObject(key).put("resourceType", "Bundle").put("type", "searchset");
    }
    for (JsonNode sent : body.path("prefetch")) {
      JsonNode resource = sent.has("resource") ? sent.get("resource") : sent;
      JsonNode first =
          resource.path("entry").isEmpty() ? resource : resource.at("/entry/0/resource");
      if (resource.path("resourceType").asString("").equals("Patient")) {
        ours.set("patient", sent);
      } else if (KEYS.containsKey(first.path("resourceType").asString(""))) {
        ours.set(KEYS.get(first.path("resourceType").asString()), sent);
      }
    }
    body.set("prefetch", ours);
    return body;
  }
}
