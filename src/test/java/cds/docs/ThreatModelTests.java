package cds.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model promises tests: each that it names is there. */
class ThreatModelTests {

  private static final Pattern TEST = Pattern.compile("`([A-Za-z0-9]+Tests)`");

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    List<String> named =
        TEST.matcher(Files.readString(Path.of("docs/threat-model.md")))
            .results()
            .map(match -> match.group(1))
            .distinct()
            .toList();

    assertThat(named).hasSizeGreaterThan(30);
    assertThat(tests()).containsAll(named);
  }

  /** A row without a test would be a promise that nobody keeps. */
  @Test
  void everyThreatNamesWhatWouldFail() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("docs/threat-model.md")).stream()
            .dropWhile(line -> !line.startsWith("| Threat |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(rows).hasSizeGreaterThan(20);
    assertThat(rows).allMatch(row -> row.contains("Tests`") || row.contains("`.ci/run`"));
  }

  private static List<String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Tests.java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .toList();
    }
  }
}
