package cds.command;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The command on a folder, where no service was ever started. */
class ScreenCommandTests {

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private int run(String... args) {
    return Commands.run(
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  private String input(String text) throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("in")).resolve("a.ndjson"), text);
    return "--input=" + folder.resolve("in");
  }

  private String output() {
    return "--output=" + folder.resolve("out");
  }

  @Test
  void aFolderIsScreenedAndTheResultsAreNamed() throws IOException {
    String input =
        input("{\"resourceType\":\"Patient\",\"id\":\"p\",\"birthDate\":\"1980-01-01\"}\n");

    assertThat(run("screen", input, output(), "--as-of=2025-06-16")).isEqualTo(Command.FINE);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("1 patients of 1 lines; 0 lines set aside; of 0 patients nothing can be said.");
    assertThat(folder.resolve("out/verdicts.csv")).content().contains("p,us-label,");
    assertThat(folder.resolve("out/manifest.json")).exists();
  }

  @Test
  void linesThatCannotBeUsedAreFound() throws IOException {
    assertThat(run("screen", input("{}\n"), output(), "--as-of=2025-06-16"))
        .isEqualTo(Command.FOUND);
    assertThat(folder.resolve("out/set-aside.csv")).content().contains("a.ndjson,1,");
  }

  @Test
  void patientsCanBeNamedByPseudonyms() throws IOException {
    String input =
        input("{\"resourceType\":\"Patient\",\"id\":\"anna\",\"birthDate\":\"1980-01-01\"}\n");
    Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef");
    Path weak = Files.writeString(folder.resolve("weak"), "0123");

    assertThat(run("screen", input, output(), "--as-of=2025-06-16", "--pseudonyms=" + weak))
        .isEqualTo(Command.MISUSED);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("at least 16 bytes");
    assertThat(
            run(
                "screen",
                input,
                output(),
                "--as-of=2025-06-16",
                "--zone=Europe/Berlin",
                "--pseudonyms=" + key))
        .isEqualTo(Command.FINE);
    assertThat(folder.resolve("out/patients.csv")).content().doesNotContain("anna");
    assertThat(folder.resolve("out/manifest.json")).content().contains("Europe/Berlin");
  }

  @ParameterizedTest
  @CsvSource({
    "--as-of=soon, must be a day",
    "--as-of=2025-06-16 --label=no-label, no-label",
    "--as-of=2025-06-16 --policies=trial-enty, trial-enty",
    "--as-of=2025-06-16 --release=/nowhere, cds.rules is not a folder",
    "--as-off=2025-06-16, There is no option --as-off."
  })
  void mistakesAreSaidWithTheUse(String arguments, String says) throws IOException {
    String[] all = ("screen " + input("{}\n") + " " + output() + " " + arguments).split(" ");

    assertThat(run(all)).isEqualTo(Command.MISUSED);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains(says, "screen --input=");
  }
}
