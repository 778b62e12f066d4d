package cds.bulk;

import cds.chart.DataKind;
import cds.fhir.StrictJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an upload holds of one patient, line by line as it came. */
public final class BulkChart {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final String id;
  private final Map<DataKind, List<byte[]>> lines = new EnumMap<>(DataKind.class);

  /** Nothing yet of a patient. */
  public BulkChart(String id) {
    this.id = id;
  }

  /** Adds a resource, as it stands on its line. */
  public void add(DataKind kind, byte[] line) {
    lines.computeIfAbsent(kind, one -> new ArrayList<>()).add(line);
  }

  /** Whether there is anything of a kind. */
  public boolean has(DataKind kind) {
    return lines.containsKey(kind);
  }

  /** Whether there is more than one line of a kind, and not all are the same. */
  public boolean differs(DataKind kind) {
    List<byte[]> all = lines.getOrDefault(kind, List.of());
    return all.stream().anyMatch(line -> !Arrays.equals(line, all.get(0)));
  }

  /**
   * The body of a request as an EHR would send it: a searchset Bundle under every key, in which
   * each resource names the patient as the context does.
   *
   * @param uploaded the kinds of data that the upload holds of anybody; of the others nobody knows
   * @param lost the kinds of which a line may be missing, of anybody: their Bundles say so
   * @param codes codes ({@code system|code}) of the Observations that are asked for
   * @param medications the Medications of the upload, by {@code Medication/id}
   */
  public byte[] body(
      Set<DataKind> uploaded,
      Set<DataKind> lost,
      Set<String> codes,
      Map<String, byte[]> medications) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode prefetch = body.putObject("prefetch");
    for (DataKind kind : DataKind.values()) {
      List<ObjectNode> resources = resources(kind, codes);
      if (!uploaded.contains(kind)) {
        prefetch.set(kind.key(), unknown());
      } else if (kind != DataKind.PATIENT) {
        resources.addAll(referred(resources, medications));
        ObjectNode bundle = bundle(resources);
        if (lost.contains(kind)) {
          bundle.withArray("entry").addObject().set("resource", unknown());
        }
        prefetch.set(kind.key(), bundle);
      } else if (!resources.isEmpty()) {
        prefetch.set(kind.key(), resources.get(0));
      }
    }
    return JSON.writeValueAsBytes(body);
  }

  private List<ObjectNode> resources(DataKind kind, Set<String> codes) {
    List<ObjectNode> resources = new ArrayList<>();
    for (byte[] line : lines.getOrDefault(kind, List.of())) {
      ObjectNode resource = StrictJson.read(line);
      if (kind == DataKind.PATIENT) {
        resource.put("id", id);
      } else if (resource.path(subjectMember(resource)) instanceof ObjectNode subject) {
        subject.put("reference", "Patient/" + id);
      }
      if (kind != DataKind.OBSERVATIONS || isAskedFor(resource, codes)) {
        resources.add(resource);
      }
    }
    return resources;
  }

  private static boolean isAskedFor(ObjectNode observation, Set<String> codes) {
    return codes.isEmpty()
        || observation
            .at("/code/coding")
            .valueStream()
            .anyMatch(
                coding ->
                    codes.contains(
                        coding.path("system").asString("")
                            + "|"
                            + coding.path("code").asString("")));
  }

  private static List<ObjectNode> referred(
      List<ObjectNode> resources, Map<String, byte[]> medications) {
    Set<String> references = new TreeSet<>();
    for (ObjectNode resource : resources) {
      String reference = resource.at("/medicationReference/reference").asString("");
      if (!reference.isEmpty()) {
        references.add("Medication/" + BulkReference.id(reference));
      }
    }
    references.retainAll(medications.keySet());
    return references.stream()
        .map(reference -> StrictJson.read(medications.getOrDefault(reference, new byte[0])))
        .toList();
  }

  /** What was not uploaded is not known: an empty Bundle would say that there is none. */
  private static ObjectNode unknown() {
    ObjectNode outcome = JsonNodeFactory.instance.objectNode();
    outcome.put("resourceType", "OperationOutcome");
    outcome
        .withArray("issue")
        .addObject()
        .put("severity", "error")
        .put("code", "not-found")
        .put("diagnostics", "not uploaded, or not readable");
    return outcome;
  }

  private static ObjectNode bundle(List<ObjectNode> resources) {
    ObjectNode bundle = JsonNodeFactory.instance.objectNode();
    bundle.put("resourceType", "Bundle").put("type", "searchset");
    for (ObjectNode resource : resources) {
      bundle.withArray("entry").addObject().set("resource", resource);
    }
    return bundle;
  }

  /** The id of the patient that a resource is of; null when it is of nobody. */
  public static @Nullable String patient(ObjectNode resource) {
    JsonNode reference = resource.path(subjectMember(resource)).path("reference");
    return reference.isString() ? BulkReference.patient(reference.asString()) : null;
  }

  private static String subjectMember(ObjectNode resource) {
    return resource.has("subject") ? "subject" : "patient";
  }
}
