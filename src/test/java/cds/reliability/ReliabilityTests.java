package cds.reliability;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small version of {@link ReliabilityTrials}, for every build. */
class ReliabilityTests {

  @TempDir private Path folder;

  @Test
  void nothingAcknowledgedIsLostWhenTheProcessIsKilledOnH2() throws IOException {
    try (Place place = Place.onH2(folder)) {
      Trials.killed(place, 2).assertNothingLost();
    }
  }

  /** One is killed, the other stopped in good order; callers go to the one that is there. */
  @Test
  void nothingIsLostOrRefusedWhenReplicasOnPostgresAreKilledAndRestarted() throws IOException {
    try (Place place = Place.onPostgres(folder)) {
      Trials.replicas(place, "fast", 1).assertNothingLost();
    }
  }
}
