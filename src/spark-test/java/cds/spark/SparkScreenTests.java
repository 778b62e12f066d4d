package cds.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.cohort.Identity;
import cds.cohort.Screen;
import cds.decide.Caller;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A cluster says of a population what one machine says, row for row. */
class SparkScreenTests {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static SparkSession spark;

  @TempDir private Path folder;
  private final Map<String, List<String>> lines = new TreeMap<>();

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[*]")
            .appName("tests")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 4)
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @BeforeEach
  void population() throws IOException {
    try (InputStream file =
            Objects.requireNonNull(getClass().getResourceAsStream("/cohort/patients.ndjson.gz"));
        InputStream in = new GZIPInputStream(file)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(JSON::readTree)
          .forEach(patient -> patient.path("prefetch").forEach(this::add));
    }
  }

  private void add(JsonNode value) {
    if (value.path("resourceType").asString("").equals("Bundle")) {
      value.path("entry").forEach(entry -> add(entry.path("resource")));
    } else if (!value.path("resourceType").asString("").equals("OperationOutcome")) {
      add(value.path("resourceType").asString(""), value.toString());
    }
  }

  private void add(String type, String line) {
    if (!type.isEmpty()) {
      lines.computeIfAbsent(type, one -> new ArrayList<>()).add(line);
    }
  }

  private Path write() throws IOException {
    Path input = Files.createDirectories(folder.resolve("in put"));
    for (Map.Entry<String, List<String>> type : lines.entrySet()) {
      byte[] bytes = (String.join("\n", type.getValue()) + "\n").getBytes(StandardCharsets.UTF_8);
      boolean gzip = type.getKey().length() % 2 == 0;
      Files.write(
          input.resolve(type.getKey() + (gzip ? ".ndjson.gz" : ".ndjson")),
          gzip ? gzipped(bytes) : bytes);
    }
    return input;
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private Options options(Path input, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--input=" + input,
                "--output=" + folder.resolve("spark"),
                "--as-of=2025-06-16",
                "--policies=trial-entry,nice-ta534",
                "--partitions=5"));
    all.addAll(List.of(more));
    return Options.of(all.toArray(String[]::new));
  }

  private Screen.Done embedded(Path input, Options options, Identity identity) throws IOException {
    Terms terms = options.terms();
    return Screen.run(
        new Screen.Plan(
            input,
            folder.resolve("embedded"),
            terms.at(),
            terms.files(),
            Caller.of("screen", terms.label(), terms.policies(), ZoneId.of(terms.zone())),
            identity,
            7,
            2),
        progress -> {});
  }

  private void sameRows() throws IOException {
    for (String table : ResultRows.TABLES) {
      assertThat(rows(table))
          .as(table)
          .isEqualTo(ResultRows.ofCsv(folder.resolve("embedded"), table));
    }
    assertThat(ResultRows.issues(spark, folder.resolve("spark")))
        .isEqualTo(ResultRows.issues(folder.resolve("embedded")));
  }

  private List<String> rows(String table) {
    return ResultRows.ofSpark(spark, folder.resolve("spark"), table);
  }

  @Test
  void aClusterSaysWhatOneMachineSays() throws IOException {
    Path input = write();

    ObjectNode manifest = SparkScreen.run(spark, options(input));
    Screen.Done done = embedded(input, options(input), Identity.OWN);

    assertThat(done.patients()).isEqualTo(315);
    assertThat(manifest.at("/rows/patients").asLong()).isEqualTo(315);
    assertThat(manifest.path("lines").asLong()).isEqualTo(done.lines());
    assertThat(manifest.path("aside").asLong()).isZero();
    assertThat(rows("verdicts")).hasSize(3 * 314);
    assertThat(rows("findings").size()).isGreaterThan(500);
    sameRows();
    try (Stream<Path> parts = Files.list(folder.resolve("spark/verdicts.parquet"))) {
      assertThat(parts.map(part -> part.getFileName().toString()))
          .contains("policy=us-label", "policy=trial-entry", "policy=nice-ta534");
    }
  }

  /** Lines that are bad, of nobody, of somebody unknown, twice, damaged; and Medications. */
  @Test
  void whatIsWrongIsSaidTheSameWay() throws IOException {
    List<String> orders = Objects.requireNonNull(lines.get("MedicationRequest"));
    for (int i = 0; i < orders.size(); i += 3) {
      ObjectNode order = (ObjectNode) JSON.readTree(orders.get(i));
      ObjectNode medication = JSON.createObjectNode().put("resourceType", "Medication");
      medication.put("id", "m" + i % 2).set("code", order.remove("medicationCodeableConcept"));
      if (i < 6) {
        add("Medication", medication.toString());
      }
      order.putObject("medicationReference").put("reference", "Medication/m" + i % 2);
      orders.set(i, order.toString());
    }
    add("Observation", "{\"resourceType\":\"Observation\"");
    add("Observation", "{\"resourceType\":\"Observation\",\"subject\":{\"display\":\"x\"}}");
    add("Condition", "\u00e9");
    add("Condition", Objects.requireNonNull(lines.get("Condition")).get(0));
    add("Patient", "{\"resourceType\":\"Patient\",\"id\":\"patient-002\"}");
    add("Procedure", "{\"resourceType\":\"Procedure\"}");
    add(
        "AllergyIntolerance",
        "{\"resourceType\":\"AllergyIntolerance\",\"patient\":{\"reference\":\"https://e.org/Patient/nobody\"}}");
    Path input = write();
    byte[] whole =
        gzipped(
            "{\"resourceType\":\"Encounter\"}\n".repeat(9_000).getBytes(StandardCharsets.UTF_8));
    Files.writeString(input.resolve("Condition.json"), "{}");
    Files.write(input.resolve("z.ndjson.gz"), Arrays.copyOf(whole, whole.length - 40));

    ObjectNode manifest = SparkScreen.run(spark, options(input));
    Screen.Done done = embedded(input, options(input), Identity.OWN);

    assertThat(done.aside()).isEqualTo(4);
    assertThat(manifest.path("aside").asLong()).isEqualTo(4);
    assertThat(manifest.path("lines").asLong()).isEqualTo(done.lines());
    assertThat(manifest.path("lost").size()).isGreaterThan(5);
    assertThat(manifest.path("notRead").toString()).isEqualTo("[\"Condition.json\"]");
    assertThat(done.besides()).containsExactly("Condition.json");
    sameRows();
    assertThat(
            spark
                .read()
                .option("header", true)
                .csv(folder.resolve("spark/set-aside").toString())
                .collectAsList())
        .hasSize(4);
  }

  @Test
  void pseudonymsAreTheSame() throws IOException {
    Path input = write();
    byte[] key = "a secret of sixteen bytes or more".getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("key"), key);

    SparkScreen.run(spark, options(input, "--pseudonyms=" + file));
    embedded(input, options(input), Identity.pseudonyms(key));

    sameRows();
    assertThat(rows("patients").toString()).doesNotContain("patient-00");
  }

  @Test
  void aFolderWithoutPatientsOrWithAPatternInItsNameIsRefused() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThatThrownBy(() -> SparkScreen.run(spark, options(empty)))
        .hasMessageContaining("there is no .ndjson");
    Path pattern = Files.createDirectories(folder.resolve("a,b"));
    Files.writeString(pattern.resolve("Patient.ndjson"), "{}");
    assertThatThrownBy(() -> SparkScreen.run(spark, options(pattern)))
        .hasMessageContaining("may hold none of");
  }

  @Test
  void aWrongOptionIsNamed() {
    assertThatThrownBy(() -> Options.of("--inputs=x"))
        .hasMessageContaining("'--inputs' is no option");
    assertThatThrownBy(() -> Options.of("--input=x", "--output=y")).hasMessage("give --as-of=");
    assertThatThrownBy(() -> Options.of("--input=x", "--output=y", "--as-of=today").terms())
        .hasMessageContaining("must be a day");
  }
}
