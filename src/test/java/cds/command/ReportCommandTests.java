package cds.command;

import static org.assertj.core.api.Assertions.assertThat;

import cds.cohort.report.MadeUpResults;
import cds.cohort.report.Recount;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The command on results, where no service was ever started. */
class ReportCommandTests {

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private int run(String... args) {
    return Commands.run(
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  /**
   * The patients who are shipped, as an export: what screen writes of them is what report reads.
   */
  @Test
  void whatScreenWroteBecomesAReport() throws IOException {
    Path output = folder.resolve("out");
    assertThat(run("screen", "--input=" + export(60), "--output=" + output, "--as-of=2025-06-16"))
        .isEqualTo(Command.FINE);

    assertThat(run("report", "--results=" + output, "--small=1")).isEqualTo(Command.FINE);

    // One chart holds a resource of somebody else, of whom there is no Patient.
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("patients.parquet: 61 rows", "verdicts.parquet: 60 rows", "The report: ");
    List<Long> funnel = new Recount(output).funnel("us-label");
    assertThat(funnel.get(1)).as("diagnosed").isGreaterThan(40);
    assertThat(output.resolve("report.html"))
        .content()
        .contains(
            "<strong>61</strong> patients",
            "<strong class=\"diagnosed\">" + funnel.get(1) + "</strong>",
            "<strong class=\"eligible\">" + funnel.get(4) + "</strong>")
        .doesNotContain("id=\"not-whole\"");
  }

  private Path export(int patients) throws IOException {
    Path input = Files.createDirectories(folder.resolve("in"));
    try (InputStream file =
            Objects.requireNonNull(getClass().getResourceAsStream("/cohort/patients.ndjson.gz"));
        InputStream in = new GZIPInputStream(file)) {
      List<String> resources = new ArrayList<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .limit(patients)
          .flatMap(line -> JsonMapper.shared().readTree(line).path("prefetch").valueStream())
          .forEach(
              sent -> {
                if (sent.has("entry")) {
                  sent.path("entry").forEach(one -> resources.add(one.path("resource").toString()));
                } else if (!sent.path("resourceType")
                    .asString()
                    .matches("Bundle|OperationOutcome")) {
                  resources.add(sent.toString());
                }
              });
      Files.writeString(input.resolve("all.ndjson"), String.join("\n", resources) + "\n");
    }
    return input;
  }

  @Test
  void everyCountIsToldWhenAskedFor() throws IOException {
    Path results = MadeUpResults.many(3, 1).write(folder);

    assertThat(run("report", "--results=" + results, "--small=1")).isEqualTo(Command.FINE);

    assertThat(results.resolve("report.html")).content().contains("<strong>3</strong> patients");
  }

  @ParameterizedTest
  @CsvSource({
    "report, Give --results=",
    "report --results=/nowhere, there is no manifest.json in /nowhere",
    "report --results=/nowhere --small=0, --small must be a whole number from 1 to 1000.",
    "report --results=/nowhere --small=few, --small must be a whole number",
    "report --results=/nowhere --release=/nowhere, cds.rules is not a folder",
    "report --result=/nowhere, There is no option --result."
  })
  void mistakesAreSaidWithTheUse(String arguments, String says) {
    assertThat(run(arguments.split(" "))).isEqualTo(Command.MISUSED);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains(says, "report --results=");
  }

  /** The jar of the service lacks the library: that is a sentence, not a stack. */
  @Test
  void withoutTheLibraryItSaysWhichJarHasIt() throws Exception {
    String classes =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("duckdb") && !entry.endsWith("test-classes"))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                "cds.Application",
                "report",
                "--results=" + folder)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();

    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(Command.MISUSED);
    assertThat(said).content().contains("whose name ends in -cohort.jar").doesNotContain("\tat ");
  }
}
