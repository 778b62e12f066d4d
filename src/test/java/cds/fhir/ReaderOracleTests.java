package cds.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Engine;
import cds.acceptance.Flow;
import cds.chart.Chart;
import cds.chart.DataKind;
import cds.knowledge.RuleSet;
import cds.rules.Release;
import cds.synthea.SyntheticPatients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever a body holds: read in one pass and read as a tree by HAPI, it gives the same chart, or
 * is refused for the same reason.
 */
@Execution(ExecutionMode.CONCURRENT)
class ReaderOracleTests {

  private static final int ROUNDS = 1500;

  /** Compared with each other, so many names would take hours. */
  private static final int MANY = 120_000;

  private static final Instant AT = Instant.parse("2025-06-16T12:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final List<Path> FOLDERS =
      List.of(Path.of("src/test/resources/examples"), Path.of("src/test/resources/cds-hooks"));
  private static final String[] INSERTS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "0",
    " ",
    "\\",
    "\\ud83d",
    "\\u0041",
    "null",
    "1e400",
    "-1",
    "\"status\":\"final\",",
    "\"extension\":[],",
    "\"_value\":{},",
    "\"modifierExtension\":[{}],"
  };

  private static final SyntheticPatients PATIENTS = new SyntheticPatients(asked());

  private static final ChartReader ONE_PASS = reader(new ResourceReader());
  private static final ChartReader HAPI = reader(new ResourceReader(true));

  private static ChartReader reader(ResourceReader resources) {
    RuleSet rules = Release.rules();
    return new ChartReader(
        rules.terminology(), rules.units(), rules.drugs(), rules.vocabulary(), resources);
  }

  static Stream<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : FOLDERS) {
      try (Stream<Path> walk = Files.walk(folder)) {
        walk.filter(file -> file.toString().endsWith(".json")).sorted().forEach(files::add);
      }
    }
    return files.stream();
  }

  static Stream<String> synthetic() {
    return PATIENTS.ids().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void theExamplesOfOthersAndOurs(Path file) throws IOException {
    byte[] body = Files.readAllBytes(file);
    assertSame(body, file.toString());
    if (body[0] == '{') {
      assertSame(bytes(reversed(StrictJson.read(body))), "reversed " + file);
    }
  }

  @Test
  void anObjectMayHaveManyMembersButNoneTwice() {
    StringBuilder members = new StringBuilder("{\"a\":{\"a\":1}");
    for (int i = 0; i < MANY; i++) {
      members.append(",\"n").append(i).append("\":{\"n\":{}}");
    }

    assertSame(bytes(members + "}"), "many");
    for (String twice : List.of("a", "n0", "n22", "n23", "n24", "n" + (MANY - 1))) {
      assertThat(assertSame(bytes(members + ",\"" + twice + "\":0}"), twice))
          .isEqualTo("structure");
    }
  }

  @Test
  void membersMayComeInAnyOrder() {
    ObjectNode body = request(GarbageTests.prefetch());

    assertThat(onePass(bytes(reversed(body)))).isEqualTo(onePass(bytes(body)));
    assertThat(onePass(bytes(body))).isInstanceOf(Chart.class);
  }

  @Test
  void spoiledResources() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      ObjectNode prefetch = GarbageTests.prefetch();
      for (int spoils = random.nextInt(4); spoils >= 0; spoils--) {
        GarbageTests.spoil(prefetch, random);
      }
      assertSame(bytes(request(prefetch)), "seed " + seed);
    }
  }

  @Test
  void spoiledBytes() {
    String body = request(GarbageTests.prefetch()).toString();
    int refused = 0;
    for (int seed = 0; seed < 4 * ROUNDS; seed++) {
      Random random = new Random(seed);
      StringBuilder spoiled = new StringBuilder(body);
      int at = random.nextInt(spoiled.length());
      switch (random.nextInt(4)) {
        case 0 -> spoiled.deleteCharAt(at);
        case 1 -> spoiled.setLength(at);
        case 2 -> spoiled.insert(spoiled.indexOf("\"", at) + 1, INSERTS[random.nextInt(12)]);
        default -> {
          int member = Math.max(spoiled.indexOf("{\"", at), 0) + 1;
          spoiled.insert(member, INSERTS[random.nextInt(INSERTS.length)]);
        }
      }
      byte[] bytes = spoiled.toString().getBytes(StandardCharsets.UTF_8);
      refused += assertSame(bytes, "seed " + seed) instanceof Chart ? 0 : 1;
    }
    // The mutator must have left something to read, and broken something.
    assertThat(refused).isBetween(ROUNDS, 4 * ROUNDS - 100);
  }

  @ParameterizedTest
  @MethodSource("synthetic")
  void syntheticPatients(String id) {
    ObjectNode request = PATIENTS.chartOpened(id);

    assertThat(assertSame(bytes(request), id)).isInstanceOf(Chart.class);
    for (int seed = 0; seed < 15; seed++) {
      ObjectNode spoiled = request.deepCopy();
      Random random = new Random(seed);
      GarbageTests.spoil((ObjectNode) spoiled.get("prefetch"), random);
      GarbageTests.spoil((ObjectNode) spoiled.get("prefetch"), random);
      assertSame(bytes(spoiled), id + " seed " + seed);
    }
  }

  @Test
  void aPlainResourceIsReadWithoutHapi() {
    Prefetch prefetch = RequestBody.read(bytes(request(GarbageTests.prefetch()))).prefetch();

    for (DataKind kind : DataKind.values()) {
      if (kind != DataKind.PATIENT) {
        assertThat(prefetch.bundle(kind)).as(kind.key()).isNotNull();
        assertThat(prefetch.bundle(kind).entries()).allMatch(entry -> entry.element() != null);
      }
    }
  }

  private static Object assertSame(byte[] body, String what) {
    Object onePass = onePass(body);
    assertThat(onePass).as(what).isEqualTo(tree(body));
    return onePass;
  }

  private static Object onePass(byte[] body) {
    return read(() -> RequestBody.read(body), ONE_PASS);
  }

  private static Object tree(byte[] body) {
    return read(() -> RequestBody.of(StrictJson.read(body)), HAPI);
  }

  /** The chart, or why there is none. */
  private static Object read(Supplier<RequestBody> reading, ChartReader reader) {
    try {
      RequestBody body = reading.get();
      String patient = body.envelope().path("context").path("patientId").asString("p");
      return reader.read(
          new ReadInput(
              patient, body.prefetch(), EnumSet.allOf(DataKind.class), List.of(), false, AT, ZONE));
    } catch (StrictJson.Malformed e) {
      return e.issue();
    } catch (PatientMismatch e) {
      return e.getMessage();
    }
  }

  private static Set<String> asked() {
    Set<String> codes = new HashSet<>();
    Flow.load(Engine.files(), "us-label", List.of())
        .services()
        .forEach(s -> codes.addAll(SyntheticPatients.codesOf(s.prefetch().get("observations"))));
    return codes;
  }

  private static ObjectNode request(ObjectNode prefetch) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("hook", "patient-view").putObject("context").put("patientId", "p");
    request.set("prefetch", prefetch);
    return request;
  }

  /** The same with the members of every object in reverse order: resource types come last. */
  private static JsonNode reversed(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> items.add(reversed(item)));
      return items;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    List<String> names = new ArrayList<>(object.propertyNames());
    Collections.reverse(names);
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    names.forEach(name -> members.set(name, reversed(object.get(name))));
    return members;
  }

  private static byte[] bytes(JsonNode json) {
    return bytes(json.toString());
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
