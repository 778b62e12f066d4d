package cds.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Our schema against the examples of others: what they call good is valid, what they call bad is
 * not, for the reason that is written down.
 */
class ExampleVerdictTests {

  private static final Path FOLDER = Path.of("src/test/resources/cds-hooks");
  private static final String LEFT_OUT = "left out";

  @Test
  void everyExampleHasAVerdictOrAReasonForNone() throws IOException {
    List<String> files;
    try (Stream<Path> walk = Files.walk(FOLDER)) {
      files =
          walk.filter(path -> path.toString().endsWith(".json"))
              .map(path -> FOLDER.relativize(path).toString().replace('\\', '/'))
              .toList();
    }

    assertThat(files).hasSizeGreaterThan(60);
    assertThat(verdicts()).extracting(row -> row.get("file")).containsAll(files);
    assertThat(verdicts())
        .filteredOn(row -> row.toList().contains("invalid") || row.toList().contains(LEFT_OUT))
        .hasSizeGreaterThan(15)
        .allSatisfy(row -> assertThat(row.get("reason")).isNotBlank());
    assertThat(verdicts())
        .filteredOn(row -> row.get("file").endsWith("-bad.json"))
        .allSatisfy(row -> assertThat(row.get("verdict-2.0.1")).isEqualTo("invalid"));
  }

  @TestFactory
  Stream<DynamicTest> everyExampleIsJudged() throws IOException {
    return verdicts().stream()
        .filter(row -> !row.get("definition").equals(LEFT_OUT))
        .map(row -> DynamicTest.dynamicTest(row.get("file"), () -> judge(row)));
  }

  private static void judge(CSVRecord row) throws IOException {
    JsonNode whole = Json.read(Files.readString(FOLDER.resolve(row.get("file"))));
    JsonNode part = whole.at(row.get("part"));
    String definition = row.get("definition");

    expect(row, row.get("verdict-2.0.1"), CdsHooksSchema.errors(definition, part));
    expect(row, row.get("verdict-3.0"), CdsHooksSchema.errors(ballot(definition), part));
  }

  private static void expect(CSVRecord row, String verdict, List<String> errors) {
    if (verdict.equals("valid")) {
      assertThat(errors).isEmpty();
    } else {
      assertThat(errors).anyMatch(error -> error.startsWith(row.get("where") + ": "));
    }
  }

  /** The definition of the 3.0 ballot, where it differs. */
  static String ballot(String definition) {
    return Json.read(CdsHooksSchema.text()).path("$defs").has(definition + "3")
        ? definition + "3"
        : definition;
  }

  private static List<CSVRecord> verdicts() throws IOException {
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(Files.newBufferedReader(FOLDER.resolve("verdicts.csv")))
        .getRecords();
  }
}
