package cds.cohort.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Parquet says what the CSV says, with types; and nothing wrong becomes a report. */
class ReportTests {

  @TempDir private Path folder;

  private static Report.Written report(Path results) throws IOException {
    return Report.write(results, MadeUpResults.RULES, 5);
  }

  @ParameterizedTest
  @EnumSource(ResultFile.class)
  void parquetHoldsTheRowsOfTheCsvSortedByPatient(ResultFile file) throws Exception {
    Path results = MadeUpResults.many(300, 1).write(folder.resolve("it's a \"folder\""));
    report(results);

    List<Map<String, String>> expected = new ArrayList<>(csv(results.resolve(file.csv())));
    List<Map<String, String>> read = parquet(results, file);
    // Rows of two services about one finding differ in nothing else: compare as they are sorted.
    Comparator<Map<String, String>> order = Comparator.comparing(row -> "");
    for (String column : file.columns()) {
      order =
          order.thenComparing(
              row -> row.get(column),
              Comparator.comparing(cell -> cell.isEmpty() ? "\uffff" : cell));
    }
    if (file != ResultFile.PATIENTS) {
      expected.sort(order);
    } else {
      expected.sort(Comparator.comparing(row -> row.get("patient")));
    }

    assertThat(read).hasSizeGreaterThan(250).isEqualTo(expected);
  }

  @Test
  void columnsHaveTheTypesOfTheDictionary() throws Exception {
    Path results = MadeUpResults.many(30, 1).write(folder);
    report(results);

    assertThat(types(results, ResultFile.PATIENTS))
        .containsEntry("findings", "BIGINT")
        .containsEntry("age_months", "BIGINT")
        .containsEntry("weight_kg", "DOUBLE")
        .containsEntry("ad_on_record", "BOOLEAN")
        .containsEntry("treatment_status", "VARCHAR");
    assertThat(types(results, ResultFile.VERDICTS))
        .containsEntry("reasons", "VARCHAR[]")
        .containsEntry("missing", "VARCHAR[]")
        .containsEntry("first_dose_day", "DATE");
    assertThat(types(results, ResultFile.FINDINGS)).containsEntry("rows", "VARCHAR[]");
  }

  @Test
  void theSameResultsGiveTheSameBytes() throws IOException {
    Path one = MadeUpResults.many(4000, 3).write(folder.resolve("one"));
    Path two = MadeUpResults.many(4000, 3).write(folder.resolve("two"));
    report(one);
    report(two);
    report(two);

    for (String name :
        List.of(
            "patients.parquet",
            "verdicts.parquet",
            "findings.parquet",
            "report.html",
            "report.json")) {
      assertThat(two.resolve(name)).as(name).hasSameBinaryContentAs(one.resolve(name));
    }
  }

  @Test
  void theSummaryNamesWhatWasWrittenAndNothingElseIsLeft() throws IOException {
    Path results = MadeUpResults.many(50, 1).write(folder);
    Files.createDirectories(results.resolve("report-spill"));
    Files.writeString(results.resolve("report-spill/left"), "by a run that was killed");

    Report.Written written = report(results);

    JsonNode summary = JsonMapper.shared().readTree(results.resolve("report.json").toFile());
    for (String name :
        List.of(
            "manifest.json",
            "patients.parquet",
            "verdicts.parquet",
            "findings.parquet",
            "report.html")) {
      assertThat(summary.path("sha256").path(name).asString())
          .isEqualTo(MadeUpResults.sha256(results.resolve(name)));
    }
    assertThat(summary.path("rows").path("patients.parquet").asLong()).isEqualTo(50);
    assertThat(written.rows()).containsEntry("patients.parquet", 50L);
    assertThat(written.page()).isEqualTo(results.resolve("report.html"));
    try (Stream<Path> files = Files.list(results)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "patients.csv",
              "verdicts.csv",
              "findings.csv",
              "manifest.json",
              "patients.parquet",
              "verdicts.parquet",
              "findings.parquet",
              "report.html",
              "report.json");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "patients.csv | ^patient, | pat, | patients.csv has no column 'patient'",
        "verdicts.csv | ,verdict, | ,policy, | verdicts.csv has the column 'policy' twice",
        "patients.csv | p-00007, | p-00007,SECRET, | patients.csv, line",
        "patients.csv | (p-00007,[^,]*,[^,]*,[^,]*),[0-9]+ | $1,SECRET | column 'age_months': not a whole number",
        "verdicts.csv | ,ELIGIBLE, | ,SECRET, | column 'verdict'",
        "patients.csv | ,yes, | ,SECRET, | line 2, column 'ad_on_record': not yes or no",
        "verdicts.csv | ,2025-01-01, | ,2025-02-30, | column 'first_dose_day': 1 cells are not a day",
        "findings.csv | ,soon, | ,SECRET, | findings.csv, column 'urgency'",
        "verdicts.csv | ,us-label, | ',,' | verdicts.csv, column 'policy': 1 cells are empty",
        "findings.csv | (?s).* | '' | findings.csv is empty"
      })
  void aFileThatCannotBeReadIsNamedWithThePlaceAndNeverWithWhatStandsThere(
      String name, String read, String instead, String says) throws IOException {
    MadeUpResults made = MadeUpResults.many(50, 5);
    Path results = made.write(folder);
    Path file = results.resolve(name);
    String text = Files.readString(file);
    String changed = text.replaceFirst(read, instead.equals("''") ? "" : instead);
    assertThat(changed).as("something was changed").isNotEqualTo(text);
    Files.writeString(file, changed);
    made.seal(results);

    assertThatThrownBy(() -> report(results))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(says)
        .message()
        .doesNotContain("SECRET");
    try (Stream<Path> files = Files.list(results)) {
      assertThat(files).as("nothing is left in part").hasSize(4);
    }
  }

  @Test
  void resultsThatSomebodyChangedAreNotReported() throws IOException {
    Path results = MadeUpResults.many(20, 1).write(folder);
    Files.writeString(results.resolve("verdicts.csv"), "patient,policy\r\n");

    assertThatThrownBy(() -> report(results))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("verdicts.csv is not the file that manifest.json was written for");

    Files.delete(results.resolve("verdicts.csv"));
    assertThatThrownBy(() -> report(results)).hasMessageContaining("there is no verdicts.csv");
    Files.delete(results.resolve("manifest.json"));
    assertThatThrownBy(() -> report(results)).hasMessageContaining("there is no manifest.json");
  }

  @Test
  void resultsOfOtherRulesAreNotToldInTheWordsOfThese() throws IOException {
    MadeUpResults made = MadeUpResults.many(20, 1);
    Path results = made.write(folder);
    Path manifest = results.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest).replace(MadeUpResults.RULES.release(), "sha256:other"));

    assertThatThrownBy(() -> report(results))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sha256:other")
        .hasMessageContaining("name their folder");
  }

  @Test
  void deidentifiedResultsTellNoSmallCount() throws IOException {
    MadeUpResults made = MadeUpResults.many(20, 1);
    made.manifest.withObject("terms").put("patients", "pseudonyms 0123");
    Path results = made.write(folder);

    assertThatThrownBy(() -> Report.write(results, MadeUpResults.RULES, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("these results are de-identified: counts below 5 are not told");
    report(results);
    assertThat(results.resolve("report.html"))
        .content()
        .contains("under 6 months, or 6 months to 5 years", "named by pseudonyms");
  }

  private static List<Map<String, String>> csv(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser parser =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      return parser.stream().map(CSVRecord::toMap).toList();
    }
  }

  /** The rows as text, as they stand in the file. */
  private static List<Map<String, String>> parquet(Path results, ResultFile file) throws Exception {
    try (ColumnStore store = ColumnStore.open(results, results.resolve("spill"))) {
      return store.list(
          "SELECT * FROM " + TypedFile.parquetOf(results.resolve(file.parquet())),
          row -> {
            Map<String, String> cells = new java.util.HashMap<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
              cells.put(row.getMetaData().getColumnName(i), text(row.getObject(i)));
            }
            return cells;
          });
    }
  }

  private static String text(Object cell) throws java.sql.SQLException {
    if (cell instanceof java.sql.Array array) {
      return String.join(
          " ", Arrays.stream((Object[]) array.getArray()).map(Object::toString).toList());
    }
    return cell == null
        ? ""
        : cell instanceof Boolean yes ? yes ? "yes" : "no" : String.valueOf(cell);
  }

  private static Map<String, String> types(Path results, ResultFile file) throws Exception {
    try (ColumnStore store = ColumnStore.open(results, results.resolve("spill"))) {
      Map<String, String> types = new TreeMap<>();
      store
          .list(
              "DESCRIBE SELECT * FROM " + TypedFile.parquetOf(results.resolve(file.parquet())),
              row -> Map.entry(row.getString(1), row.getString(2)))
          .forEach(type -> types.put(type.getKey(), type.getValue()));
      return types;
    }
  }
}
