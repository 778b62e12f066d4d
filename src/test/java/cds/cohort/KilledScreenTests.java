package cds.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import cds.cohort.generate.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/**
 * {@code kill -9} at moments drawn at random, on made-up patients. More of both: {@code mvn test
 * -Dtest=KilledScreenTests -Dkilled.patients=50000 -Dkilled.times=10}.
 */
class KilledScreenTests {

  private static final int PATIENTS = Integer.getInteger("killed.patients", 1_000);
  private static final int TIMES = Integer.getInteger("killed.times", 3);

  @TempDir private Path folder;

  private final SplittableRandom random = new SplittableRandom(20261123);

  private Process start(String output) throws IOException {
    return ScreenProcess.start(
        folder.resolve("in"), folder.resolve(output), folder.resolve("log.txt"));
  }

  private void same() {
    for (String name : Results.FILES) {
      assertThat(folder.resolve("out").resolve(name))
          .hasSameBinaryContentAs(folder.resolve("expected").resolve(name));
    }
  }

  @Test
  void whenItWasKilledDoesNotShow() throws Exception {
    cds.cohort.generate.Population.write(
        new cds.cohort.generate.Population.Plan(
            Model.read(Model.SHIPPED, Model.shipped(), Population.FILES, false),
            folder.resolve("in"),
            PATIENTS,
            7,
            LocalDate.parse("2025-06-16"),
            false),
        done -> {});
    long begun = System.currentTimeMillis();
    assertThat(start("expected").waitFor()).isZero();
    int whole = (int) (System.currentTimeMillis() - begun);
    List<String> killed = new ArrayList<>();
    while (killed.size() < TIMES) {
      Process process = start("out");
      int moment = random.nextInt(whole / 10, whole);
      if (process.waitFor(moment, TimeUnit.MILLISECONDS)) {
        // Enough was done before for it to end first: what it says is the same, and all begins
        // anew.
        assertThat(process.exitValue()).isZero();
        same();
        FileSystemUtils.deleteRecursively(folder.resolve("out"));
      } else {
        process.destroyForcibly().waitFor();
        killed.add(moment + " ms: " + doing());
      }
    }
    assertThat(start("out").waitFor()).isZero();
    same();
    System.out.println("Of " + whole + " ms killed after " + killed);
  }

  /** What the run was at when it was killed. */
  private String doing() throws IOException {
    Path work = folder.resolve("out/work");
    if (!Files.exists(work.resolve("grouped.json"))) {
      return Files.exists(work) ? "grouping" : "starting";
    }
    try (Stream<Path> files = Files.list(work)) {
      long done = files.filter(file -> file.toString().endsWith(Sheet.ISSUES.file())).count();
      return done + " buckets decided";
    }
  }
}
