package cds.command;

import static org.assertj.core.api.Assertions.assertThat;

import cds.cohort.generate.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command where no service was ever started. */
class GenerateCommandTests {

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private int run(String... args) {
    return Commands.run(
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  private String output(String name) {
    return "--output=" + folder.resolve(name);
  }

  private String made(String name) throws IOException {
    return Files.readString(folder.resolve(name).resolve("Observation.ndjson"));
  }

  @Test
  void aPopulationIsWrittenAndCounted() {
    assertThat(run("generate", output("out"), "--patients=20", "--clean")).isEqualTo(Command.FINE);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("20 patients made up, ", " MB: Patient 20, ", "In " + folder.resolve("out"));
    assertThat(folder.resolve("out/Patient.ndjson")).content().hasLineCount(20);
    assertThat(folder.resolve("out/MedicationStatement.ndjson")).exists();
  }

  @Test
  void seedDayModelAndCompressionAreThoseThatAreAskedFor() throws IOException {
    Path model = Files.writeString(folder.resolve("copy.yaml"), Model.shipped());

    assertThat(run("generate", output("a"), "--patients=20")).isEqualTo(Command.FINE);
    run(
        "generate",
        output("b"),
        "--patients=20",
        "--seed=1",
        "--as-of=2025-06-16",
        "--model=" + model);
    run("generate", output("c"), "--patients=20", "--seed=2");
    run("generate", output("d"), "--patients=20", "--as-of=2026-06-16");
    run("generate", output("e"), "--patients=20", "--gzip");

    assertThat(made("b")).isEqualTo(made("a"));
    assertThat(made("c")).isNotEqualTo(made("a"));
    assertThat(made("d")).isNotEqualTo(made("a")).contains("\"2026-0");
    assertThat(folder.resolve("e/Observation.ndjson.gz")).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "--patients=0, --patients must be a whole number from 1 to 100000000; read: 0",
    "--patients=many, read: many",
    "--patients=5 --seed=x, --seed must be a whole number",
    "--patients=5 --as-of=soon, must be a day",
    "--patients=5 --gzip=no, --gzip takes no value; read: no",
    "--patients=5 --model=/nowhere.yaml, There is no file /nowhere.yaml",
    "--patients=5 --sead=4, There is no option --sead."
  })
  void mistakesAreSaidWithTheUse(String arguments, String says) {
    String[] all = ("generate " + output("out") + " " + arguments).split(" ");

    assertThat(run(all)).isEqualTo(Command.MISUSED);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains(says, "generate --output=");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void anOutputFolderMustBeNamed() {
    assertThat(run("generate", "--patients=5")).isEqualTo(Command.MISUSED);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("Give --output=");
  }

  @Test
  void aModelThatIsWrongIsSaidInFull() throws IOException {
    Path model =
        Files.writeString(
            folder.resolve("mine.yaml"),
            Model.shipped().replace("valueset: keratitis", "valueset: keratits"));

    assertThat(run("generate", output("out"), "--patients=5", "--model=" + model))
        .isEqualTo(Command.MISUSED);

    assertThat(errors.toString(StandardCharsets.UTF_8))
        .contains("mine.yaml, steps > on-treatment", "did you mean 'keratitis'?");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aFolderInUseIsNotWrittenTo() {
    run("generate", output("out"), "--patients=5");

    assertThat(run("generate", output("out"), "--patients=5")).isEqualTo(Command.MISUSED);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("holds Patient.ndjson already");
  }
}
