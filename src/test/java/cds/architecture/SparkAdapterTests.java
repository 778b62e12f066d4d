package cds.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The adapter to a cluster is thin: it brings lines to the classes that decide and takes away what
 * they say. It is built in a profile of its own, so the compiler does not see both together.
 */
class SparkAdapterTests {

  private static final Pattern OURS = Pattern.compile("import (cds\\.[a-z.]+)\\.[A-Z]");
  private static final Set<String> NEEDED =
      Set.of(
          "cds.bulk",
          "cds.chart",
          "cds.cohort",
          "cds.cohort.generate",
          "cds.decide",
          "cds.knowledge",
          "cds.web.start");

  @Test
  void itKnowsOnlyWhatScreensAPopulation() {
    Map<String, String> adapter = SourceFiles.under(Path.of("src/spark/java"), ".java");
    assertThat(adapter).hasSizeGreaterThan(7);
    Set<String> imported = new TreeSet<>();
    adapter.forEach(
        (path, text) -> {
          assertThat(text.lines().count()).as(path).isLessThanOrEqualTo(250);
          Matcher ours = OURS.matcher(text);
          while (ours.find()) {
            imported.add(ours.group(1));
          }
        });
    assertThat(imported).containsExactlyInAnyOrderElementsOf(NEEDED);
  }

  @Test
  void nothingElseKnowsACluster() {
    Map<String, String> main = SourceFiles.main();
    assertThat(main).hasSizeGreaterThan(300);
    main.forEach(
        (path, text) ->
            assertThat(text).as(path).doesNotContain("org.apache.spark", "org.apache.hadoop"));
  }
}
