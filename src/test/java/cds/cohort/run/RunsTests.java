package cds.cohort.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.cohort.Identity;
import cds.decide.Caller;
import cds.knowledge.RuleFiles;
import cds.rules.Release;
import cds.web.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs wait for each other, can be ended, and leave nothing behind that is not whole. */
class RunsTests {

  @TempDir private Path folder;

  private final Runs runs = new Runs();

  @AfterEach
  void end() {
    runs.close();
  }

  private Order order(String id, String owner, int patients, String label) {
    return new Order(
        id,
        owner,
        Instant.EPOCH,
        "made up",
        folder.resolve("in-" + patients),
        folder.resolve("out-" + id),
        new Order.MakeUp(patients, 1),
        "rules in force",
        new RuleFiles(Release.texts()),
        Caller.of("screen", label, List.of(), ZoneOffset.UTC),
        LocalDate.parse("2025-06-16"),
        Identity.OWN);
  }

  private static void await(Run run) {
    Eventually.get(() -> run.isRunning() ? Optional.empty() : Optional.of(run));
  }

  @Test
  void aRunMakesUpScreensAndReports() {
    Run run = runs.start(order("a", "ann", 30, "us-label"));
    await(run);

    assertThat(run.state()).isEqualTo(Run.State.DONE);
    assertThat(run.files())
        .contains("verdicts.csv", "manifest.json", "report.html", "verdicts.parquet");
    assertThat(folder.resolve("out-a/work")).doesNotExist();
    assertThat(runs.find("a", "ann")).contains(run);
    assertThat(runs.find("a", "ben")).isEmpty();
  }

  @Test
  void onePersonHasOneRunAndOthersWait() {
    Run first = runs.start(order("a", "ann", 20_000, "us-label"));
    assertThatThrownBy(() -> runs.start(order("b", "ann", 30, "us-label")))
        .hasMessageContaining("not ended");
    Run second = runs.start(order("c", "ben", 30, "us-label"));
    assertThat(second.state()).isEqualTo(Run.State.WAITING);

    first.cancel();
    await(first);
    await(second);

    assertThat(first.state()).isEqualTo(Run.State.CANCELLED);
    assertThat(first.fault()).isEmpty();
    assertThat(folder.resolve("out-a")).doesNotExist();
    assertThat(second.state()).isEqualTo(Run.State.DONE);
    assertThat(runs.start(order("d", "ann", 30, "us-label")).order().id()).isEqualTo("d");
  }

  @Test
  void whoWaitsCanCancelToo() {
    Run first = runs.start(order("a", "ann", 20_000, "us-label"));
    Run second = runs.start(order("b", "ben", 30, "us-label"));
    second.cancel();
    first.cancel();
    await(first);

    assertThat(second.state()).isEqualTo(Run.State.CANCELLED);
    assertThat(folder.resolve("out-b")).doesNotExist();
  }

  @Test
  void whatCannotBeRunSaysWhyAndLeavesNothing() {
    Run run = runs.start(order("a", "ann", 30, "no-label"));
    await(run);

    assertThat(run.state()).isEqualTo(Run.State.FAILED);
    assertThat(run.fault()).contains("no-label");
    assertThat(run.files()).isEmpty();
    assertThat(Files.exists(folder.resolve("out-a"))).isFalse();
  }
}
