package cds.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.DataKind;
import cds.fhir.ResourceLine;
import cds.fhir.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A line is understood without a tree as it is with one. */
class BulkLineTests {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> resources() throws IOException {
    List<String> all = new ArrayList<>();
    try (InputStream file =
            Objects.requireNonNull(
                BulkLineTests.class.getResourceAsStream("/cohort/patients.ndjson.gz"));
        InputStream in = new GZIPInputStream(file)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(JSON::readTree)
          .forEach(
              patient ->
                  patient
                      .path("prefetch")
                      .forEach(
                          value ->
                              value
                                  .path("entry")
                                  .forEach(entry -> all.add(entry.path("resource").toString()))));
    }
    return all;
  }

  /** What the line says according to a tree, and according to one pass. */
  private static void same(byte[] line) {
    ObjectNode tree = null;
    try {
      tree = StrictJson.read(line);
    } catch (StrictJson.Malformed e) {
      // Neither may take it.
    }
    ResourceLine read = null;
    try {
      read = ResourceLine.read(line);
    } catch (StrictJson.Malformed e) {
      // Neither may take it.
    }
    String said = new String(line, StandardCharsets.UTF_8);
    assertThat(read == null).as(said).isEqualTo(tree == null);
    if (read != null && tree != null) {
      assertThat(read.type()).as(said).isEqualTo(text(tree.path("resourceType")));
      assertThat(read.id()).as(said).isEqualTo(text(tree.path("id")));
      assertThat(read.subject() != null).as(said).isEqualTo(tree.has("subject"));
      assertThat(read.patient() != null).as(said).isEqualTo(tree.has("patient"));
      if (read.subject() != null && read.subject().value() != null) {
        assertThat(read.subject().value()).isEqualTo(tree.at("/subject/reference").asString());
        int from = read.subject().from();
        assertThat(JSON.readTree(line, from, read.subject().to() - from).asString())
            .isEqualTo(read.subject().value());
      }
      List<String> codes = new ArrayList<>();
      for (JsonNode coding : tree.at("/code/coding")) {
        if (coding.isObject()) {
          codes.add(text(coding.path("system")) + "|" + text(coding.path("code")));
        }
      }
      assertThat(read.codes())
          .as(said)
          .isEqualTo(tree.at("/code/coding").isArray() ? codes : List.of());
    }
  }

  private static String text(JsonNode node) {
    return node.isString() ? node.asString() : "";
  }

  /** Every resource that is shipped, and 40,000 that something happened to. */
  @Test
  void aLineIsTakenOrRefusedAsByTheStrictReader() throws IOException {
    List<String> resources = resources();
    assertThat(resources).hasSizeGreaterThan(1_500);
    resources.forEach(resource -> same(bytes(resource)));
    SplittableRandom random = new SplittableRandom(20261123);
    String marks = "{}[]\",:\\ue\u00e901-. \u0000\ud83d\ude00nft";
    for (int i = 0; i < 40_000; i++) {
      StringBuilder changed = new StringBuilder(resources.get(random.nextInt(resources.size())));
      for (int times = random.nextInt(1, 4); times > 0; times--) {
        int at = random.nextInt(1, changed.length());
        switch (random.nextInt(4)) {
          case 0 -> changed.deleteCharAt(at);
          case 1 -> changed.insert(at, marks.charAt(random.nextInt(marks.length())));
          case 2 -> changed.setCharAt(at, marks.charAt(random.nextInt(marks.length())));
          default ->
              changed.insert(at, changed.substring(at, random.nextInt(at, changed.length())));
        }
      }
      same(bytes(changed.toString()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Patient/p1, p1",
    "Patient/p1/_history/3, p1",
    "https://ehr.example/fhir/Patient/p1, p1",
    "urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e, 0f8fad5b-d9cb-469f-a165-70867728950e",
    "Patient\\/p1, p1"
  })
  void thePatientIsNamedAsARequestNamesThem(String reference, String patient) {
    String line =
        "{\"resourceType\":\"Condition\",\"note\":\"\u00fc\ud83d\ude00\", \"subject\" : "
            + "{\"display\":\"Patient/x\",\"reference\" : \"%s\" }, \"id\":\"c\"}"
                .formatted(reference);

    BulkLine.OfPatient read = (BulkLine.OfPatient) BulkLine.read(bytes("\ufeff " + line + "\r"));

    assertThat(read.patient()).isEqualTo(patient);
    JsonNode tree = JSON.readTree(read.line());
    assertThat(tree.at("/subject/reference").asString()).isEqualTo("Patient/" + patient);
    ObjectNode expected = (ObjectNode) JSON.readTree(line);
    expected.withObject("/subject").put("reference", "Patient/" + patient);
    assertThat(tree).as("nothing else has changed").isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"reference\":\"Group/1\"}",
        "{\"display\":\"x\"}",
        "[]",
        "null",
        "\"Patient/p\"",
        "{\"reference\":\"Patient/\"}",
        "{\"reference\":\"Patient/..\"}"
      })
  void ofNobodyIsNotGuessed(String subject) {
    BulkLine line =
        BulkLine.read(
            bytes(
                "{\"resourceType\":\"Observation\",\"subject\":%s,\"patient\":".formatted(subject)
                    + "{\"reference\":\"Patient/p\"}}"));

    assertThat(line).isInstanceOf(BulkLine.Unusable.class);
    assertThat(((BulkLine.Unusable) line).lost())
        .isEqualTo(subject.contains("Group") ? Set.of() : Set.of(DataKind.OBSERVATIONS));
  }

  @Test
  void whatIsNotJsonMayHaveBeenOfTheTypesThatItNames() {
    assertThat(lost("{\"resourceType\":\"Condition\"")).containsExactly(DataKind.CONDITIONS);
    assertThat(lost("{\"resourceType\":\"Encounter\"")).isEmpty();
    assertThat(lost("garbage")).isEqualTo(LostKinds.ALL);
    assertThat(lost("{\"resourceType\":\"Condition\",\"resourceType\":\"Condition\"}"))
        .containsExactly(DataKind.CONDITIONS);
    assertThat(lost("{\"id\":\"x\"}")).isEqualTo(LostKinds.ALL);
    assertThat(lost("[]")).isEqualTo(LostKinds.ALL);
  }

  private static Set<DataKind> lost(String line) {
    return ((BulkLine.Unusable) BulkLine.read(bytes(line))).lost();
  }

  @Test
  void observationsAreAskedForByTheirOwnCodes() {
    String line =
        "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"Patient/p\"},"
            + "\"code\":{\"coding\":[{\"system\":\"s\",\"code\":\"1\"},{\"code\":\"2\",\"system\":\"s\"}]},"
            + "\"component\":[{\"code\":{\"coding\":[{\"system\":\"s\",\"code\":\"3\"}]}}]}";
    BulkLine.OfPatient read = (BulkLine.OfPatient) BulkLine.read(bytes(line));

    assertThat(read.isAskedFor(Set.of("s|2"))).isTrue();
    assertThat(read.isAskedFor(Set.of("s|3"))).isFalse();
    assertThat(read.isAskedFor(Set.of())).as("all are asked for").isTrue();
  }
}
