package cds.cohort.generate;

import static org.assertj.core.api.Assertions.assertThat;

import cds.cohort.Identity;
import cds.cohort.Screen;
import cds.decide.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules have something to say of made-up patients, and read all that is written of them. */
class ScreenedTests {

  private static final int PATIENTS = 500;
  private static final Caller CALLER =
      Caller.of("test", "us-label", List.of("trial-entry"), ZoneId.of("UTC"));

  @TempDir private Path folder;

  private Screen.Done screen(String input, String output) throws IOException {
    return Screen.run(
        new Screen.Plan(
            folder.resolve(input),
            folder.resolve(output),
            Instant.parse("2025-06-16T12:00:00Z"),
            Made.FILES,
            CALLER,
            Identity.OWN,
            4,
            2),
        told -> {});
  }

  private List<CSVRecord> rows(String file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser rows = CSVParser.parse(Files.readString(folder.resolve(file)), format)) {
      return rows.getRecords();
    }
  }

  private Set<String> values(String file, String column) throws IOException {
    return rows(file).stream()
        .map(row -> row.get(column))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aCleanPopulationIsReadInFullAndHasVerdictsAndFindingsOfManyKinds() throws IOException {
    Made.texts(folder.resolve("in"), Made.shipped(true), PATIENTS, 1);

    Screen.Done done = screen("in", "out");

    assertThat(done.patients()).isEqualTo(PATIENTS);
    assertThat(done.aside()).isZero();
    assertThat(values("out/patients.csv", "refused")).containsExactly("");
    assertThat(values("out/verdicts.csv", "verdict"))
        .contains("ELIGIBLE", "NOT_ELIGIBLE", "INSUFFICIENT_DATA");
    assertThat(values("out/findings.csv", "finding")).hasSizeGreaterThan(12);
    assertThat(values("out/findings.csv", "finding"))
        .as("what only an export with gaps makes the rules say")
        .doesNotContain("DATA_NOT_USED");
  }

  /** More patients without a line of their own than stated, so that there are some among few. */
  @Test
  void ofADirtyPopulationOnlyPatientsWithoutALineOfTheirOwnAreRefused() throws IOException {
    String stated = "without-patient: {percent: 0.1";
    assertThat(Model.shipped()).contains(stated);
    String more = Model.shipped().replace(stated, "without-patient: {percent: 3");
    Model model = Model.read("more.yaml", more, Made.FILES, false);
    Population.write(
        new Population.Plan(model, folder.resolve("in"), PATIENTS, 1, Made.DAY, true), told -> {});

    Screen.Done done = screen("in", "out");

    assertThat(done.aside()).isZero();
    assertThat(done.patients()).isEqualTo(PATIENTS);
    assertThat(values("out/patients.csv", "refused"))
        .containsExactly("", "there is no Patient of this id");
  }

  /** The two faults that concern everybody can be had by who asks for them. */
  @Test
  void linesThatCannotBeReadAreMadeWhenAModelSaysSo() throws IOException {
    String text =
        Model.shipped()
            .replace("cut: {per-million: 0", "cut: {per-million: 2000")
            .replace("of-nobody: {per-million: 0", "of-nobody: {per-million: 2000");
    Model faulty = Model.read("faulty.yaml", text, Made.FILES, false);
    Made.texts(folder.resolve("in"), faulty, 200, 1);

    Screen.Done done = screen("in", "out");

    assertThat(done.aside()).isBetween(5L, 60L);
    assertThat(values("out/set-aside.csv", "why"))
        .contains("not JSON", "of no patient that can be known");
  }
}
