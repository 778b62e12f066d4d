package cds.burden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The patients that are shipped are those that these tests make. */
class CohortFileTests {

  private static final Path FILE = Path.of("src/main/resources/cohort/patients.ndjson.gz");

  @Test
  void theFileIsWhatIsMadeHere() throws IOException {
    String made = CohortFile.text();
    if (Boolean.getBoolean("cohort.write")) {
      Files.createDirectories(FILE.getParent());
      Files.write(FILE, CohortFile.compressed(made));
    }
    byte[] file = Files.readAllBytes(FILE);
    List<String> shipped =
        new String(
                new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes(),
                StandardCharsets.UTF_8)
            .lines()
            .toList();

    assertThat(shipped).hasSizeBetween(280, 350).doesNotHaveDuplicates();
    assertThat(file.length).isLessThan(600_000);
    assertThat(shipped)
        .as(FILE + " differs: run this test with -Dcohort.write=true")
        .isEqualTo(made.lines().toList());
  }
}
