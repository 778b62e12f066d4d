package cds.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** What is done to the service while a clinic works with it. */
final class Trials {

  private static final int CLINICIANS = 4;
  private static final Duration PERIOD = Duration.ofMillis(50);
  private static final String[] MODES = {"fast", "strict"};
  private static final String REPLICA = "one";

  private Trials() {}

  static Clinic clinic() throws IOException {
    return new Clinic(CLINICIANS, PERIOD);
  }

  /** Kills it again and again at moments that nobody chose, in fast and strict mode in turn. */
  static Balance killed(Place place, int kills) throws IOException {
    Random moments = new Random();
    try (Clinic clinic = clinic()) {
      for (int i = 0; i < kills; i++) {
        try (ServedApplication application = place.start(REPLICA, MODES[i % MODES.length])) {
          clinic.ask(List.of(application));
          clinic.awaitAnswers(20);
          ServedApplication.sleep(moments.nextInt(1_500));
          application.kill();
          clinic.ask(List.of());
        }
      }
      return recovered(place, clinic);
    }
  }

  /**
   * The database goes away and comes back; without it, cards are answered or not, as the mode says.
   */
  static Balance databaseAway(Place place, String mode, int times) throws IOException {
    try (Clinic clinic = clinic();
        ServedApplication application = place.start(REPLICA, mode)) {
      clinic.ask(List.of(application));
      for (int i = 0; i < times; i++) {
        clinic.awaitAnswers(20);
        place.stopPostgres();
        if (mode.equals("fast")) {
          clinic.awaitAnswers(20);
        } else {
          clinic.awaitRefusals(CLINICIANS + 1);
        }
        application.awaitHealth("DOWN");
        place.startPostgres();
        application.awaitHealth("UP");
      }
      clinic.awaitAnswers(20);
      clinic.goHome();
      application.stop();
      assertThat(place.journals(REPLICA)).isEmpty();
      return settled(place, clinic);
    }
  }

  /** The volume of the journal and of the H2 file is full for a while, then has room again. */
  static Balance diskFull(Place place, Path volume, int times) throws IOException {
    try (Clinic clinic = clinic()) {
      try (ServedApplication application = place.start(REPLICA, "fast")) {
        clinic.ask(List.of(application));
        for (int i = 0; i < times; i++) {
          clinic.awaitAnswers(20);
          Path filler = fill(volume);
          clinic.awaitRefusals(CLINICIANS + 1);
          application.awaitHealth("DOWN");
          Files.delete(filler);
          application.awaitHealth("UP");
        }
        clinic.awaitAnswers(20);
        application.kill();
      }
      return recovered(place, clinic);
    }
  }

  private static Path fill(Path volume) throws IOException {
    Path filler = volume.resolve("filler");
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // The volume is full.
    }
    return filler;
  }

  /** Two replicas; one is killed, the other restarted in good order, in turn. */
  static Balance replicas(Place place, String mode, int rounds) throws IOException {
    return inTurn(place, mode, rounds, ServedApplication::kill);
  }

  /** A rolling restart: each of two replicas is stopped in good order and started, in turn. */
  static Balance rollingRestart(Place place, String mode, int rounds) throws IOException {
    return inTurn(place, mode, rounds, ServedApplication::stop);
  }

  /** Two replicas go down one after the other; callers go to the one that is there. */
  private static Balance inTurn(
      Place place, String mode, int rounds, Consumer<ServedApplication> endOfOne)
      throws IOException {
    ServedApplication one = place.start("one", mode);
    ServedApplication two = place.start("two", mode);
    try (Clinic clinic = clinic()) {
      clinic.ask(List.of(one, two));
      for (int i = 0; i < rounds; i++) {
        clinic.awaitAnswers(20);
        endOfOne.accept(one);
        clinic.awaitAnswers(20);
        one = place.start("one", mode);
        clinic.ask(List.of(one, two));
        clinic.awaitAnswers(20);
        two.stop();
        clinic.awaitAnswers(20);
        two = place.start("two", mode);
        clinic.ask(List.of(one, two));
      }
      clinic.awaitAnswers(20);
      clinic.goHome();
      one.stop();
      two.stop();
      assertThat(clinic.unanswered()).isZero();
      assertThat(place.journals("one")).isEmpty();
      assertThat(place.journals("two")).isEmpty();
      return settled(place, clinic);
    } finally {
      one.close();
      two.close();
    }
  }

  /** The next start finds what the dead left behind; a stop in good order leaves nothing. */
  static Balance recovered(Place place, Clinic clinic) throws IOException {
    clinic.goHome();
    try (ServedApplication application = place.start(REPLICA, MODES[0])) {
      application.stop();
    }
    assertThat(place.journals(REPLICA)).isEmpty();
    return settled(place, clinic);
  }

  /** Everything is there, and no card was another one than the rules give. */
  static Balance settled(Place place, Clinic clinic) {
    assertThat(clinic.answers()).hasSize(1);
    Balance balance = place.balance(clinic);
    balance.assertNothingLost();
    return balance;
  }
}
