package cds.cohort;

import cds.chart.DataKind;
import cds.decide.Caller;
import cds.knowledge.RuleFiles;
import cds.rules.Release;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Patients who are shipped, as an export of FHIR Bulk Data. */
final class Population {

  static final Instant AT = Instant.parse("2025-06-16T12:00:00Z");
  static final RuleFiles FILES = new RuleFiles(Release.texts());
  static final Caller CALLER =
      Caller.of("test", "us-label", List.of("trial-entry"), ZoneId.of("UTC"));

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Lines of all patients by type of resource. */
  final Map<String, List<String>> lines = new TreeMap<>();

  /** What an EHR would send of each. */
  final Map<String, JsonNode> patients = new LinkedHashMap<>();

  private Population() {}

  /** Some patients of whom all is known; every kind of data is there, if only of nobody. */
  static Population of(int size) throws IOException {
    Population population = new Population();
    try (InputStream file =
            Objects.requireNonNull(
                Population.class.getResourceAsStream("/cohort/patients.ndjson.gz"));
        InputStream in = new GZIPInputStream(file)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(JSON::readTree)
          .filter(Population::isKnownInFull)
          .limit(size)
          .forEach(population::addPatient);
    }
    for (DataKind kind : DataKind.values()) {
      // A kind of data that nobody has would be unknown, not empty.
      String type = kind.resourceType();
      if (!population.lines.containsKey(type)) {
        String subject = "\":{\"reference\":\"Patient/nobody\"}";
        population.add(
            "{\"resourceType\":\"%s\",\"subject%s,\"patient%s}".formatted(type, subject, subject));
      }
    }
    return population;
  }

  /** What an EHR could not say of one patient cannot be told in a population. */
  private static boolean isKnownInFull(JsonNode patient) {
    return Stream.of(DataKind.values())
        .map(kind -> patient.path("prefetch").path(kind.key()).path("resourceType").asString(""))
        .allMatch(type -> type.equals("Bundle") || type.equals("Patient"));
  }

  private void addPatient(JsonNode read) {
    patients.put(read.path("patient").asString(), read.path("prefetch"));
    for (JsonNode value : read.path("prefetch")) {
      if (value.path("resourceType").asString().equals("Bundle")) {
        value.path("entry").forEach(entry -> add(entry.path("resource").toString()));
      } else {
        add(value.toString());
      }
    }
  }

  /** Adds a resource. */
  void add(String resource) {
    lines
        .computeIfAbsent(
            JSON.readTree(resource).path("resourceType").asString(), type -> new ArrayList<>())
        .add(resource);
  }

  /** Writes a file a type; a folder that is not there is made. */
  Path write(Path folder) throws IOException {
    return write(folder, lines, false);
  }

  /** Writes other lines. */
  static Path write(Path folder, Map<String, List<String>> lines, boolean gzip) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, List<String>> type : lines.entrySet()) {
      byte[] bytes = (String.join("\n", type.getValue()) + "\n").getBytes(StandardCharsets.UTF_8);
      Files.write(
          folder.resolve(type.getKey() + (gzip ? ".ndjson.gz" : ".ndjson")),
          gzip ? gzipped(bytes) : bytes);
    }
    return folder;
  }

  static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /** A run of an input. */
  static Screen.Plan plan(Path input, Path output, int buckets) {
    return new Screen.Plan(input, output, AT, FILES, CALLER, Identity.OWN, buckets, 2);
  }

  /** The files of results by name. */
  static Map<String, String> results(Path output) throws IOException {
    Map<String, String> results = new TreeMap<>();
    for (String name : Results.FILES) {
      results.put(name, Files.readString(output.resolve(name)));
    }
    return results;
  }
}
