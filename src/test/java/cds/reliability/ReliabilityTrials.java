package cds.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is acknowledged is on record, whatever happens: {@code mvn test -Dtest=ReliabilityTrials
 * -Dtrial.kills=20}. With {@code -Ddocs.write=true} the results go to {@code docs/reliability.md}.
 * The name keeps it out of the build, which runs {@link ReliabilityTests}.
 */
class ReliabilityTrials {

  private static final int KILLS = Integer.getInteger("trial.kills", 20);
  private static final int TIMES = Integer.getInteger("trial.times", 3);

  @TempDir private Path folder;

  @Test
  void killedOnH2() throws IOException {
    try (Place place = Place.onH2(folder)) {
      told("Process killed (`kill -9`), H2 file, fast and strict in turn", KILLS, killed(place));
    }
  }

  @Test
  void killedOnPostgres() throws IOException {
    try (Place place = Place.onPostgres(folder)) {
      told("Process killed (`kill -9`), PostgreSQL, fast and strict in turn", KILLS, killed(place));
    }
  }

  private static Balance killed(Place place) throws IOException {
    return Trials.killed(place, KILLS);
  }

  @Test
  void postgresAwayInFastMode() throws IOException {
    try (Place place = Place.onPostgres(folder)) {
      told(
          "PostgreSQL stopped and started, fast: cards go on",
          TIMES,
          Trials.databaseAway(place, "fast", TIMES));
    }
  }

  @Test
  void postgresAwayInStrictMode() throws IOException {
    try (Place place = Place.onPostgres(folder)) {
      told(
          "PostgreSQL stopped and started, strict: 503 meanwhile",
          TIMES,
          Trials.databaseAway(place, "strict", TIMES));
    }
  }

  /** Needs a volume of some 64 MB for itself, such as a tmpfs. */
  @Test
  @EnabledIfSystemProperty(named = "trial.volume", matches = ".+")
  void diskFull() throws IOException {
    Path volume = Path.of(System.getProperty("trial.volume")).toAbsolutePath();
    Path work = Files.createTempDirectory(volume, "trial");
    try (Place place = Place.onH2(work)) {
      told(
          "Disk of journal and H2 file full, then room again, then killed",
          TIMES,
          Trials.diskFull(place, volume, TIMES));
    }
  }

  @Test
  void replicasOnPostgres() throws IOException {
    try (Place place = Place.onPostgres(folder)) {
      told(
          "Two replicas, fast: one killed, the other restarted in good order, in turn",
          TIMES,
          Trials.replicas(place, "fast", TIMES));
    }
  }

  @Test
  void strictReplicasOnPostgres() throws IOException {
    try (Place place = Place.onPostgres(folder)) {
      told(
          "Two replicas, strict: one killed, the other restarted in good order, in turn",
          TIMES,
          Trials.replicas(place, "strict", TIMES));
    }
  }

  @Test
  void rollingRestart() throws IOException {
    try (Place place = Place.onPostgres(folder)) {
      told(
          "Two replicas, fast: rolling restart, each stopped in good order and started, in turn",
          TIMES,
          Trials.rollingRestart(place, "fast", TIMES));
    }
  }

  private static void told(String what, int times, Balance balance) throws IOException {
    balance.assertNothingLost();
    assertThat(times).isPositive();
    if (Boolean.getBoolean("docs.write")) {
      ReliabilityPage.tell(what, times, balance);
    }
  }
}
