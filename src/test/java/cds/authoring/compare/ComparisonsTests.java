package cds.authoring.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.web.Eventually;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Comparisons wait their turn, can be cancelled, and are forgotten. */
class ComparisonsTests {

  private final Comparisons comparisons = new Comparisons(() -> {}, 3);

  @AfterEach
  void stop() {
    comparisons.close();
  }

  @Test
  void oneIsCancelledWhileItRuns() {
    Endless endless = new Endless();
    Comparison running = comparisons.start(plan("a", "ann", endless));
    Eventually.get(() -> running.done() > 3 ? Optional.of(true) : Optional.empty());
    assertThat(running.state()).isEqualTo(Comparison.State.RUNNING);

    running.cancel();
    Eventually.get(() -> running.isRunning() ? Optional.empty() : Optional.of(true));

    assertThat(running.state()).isEqualTo(Comparison.State.CANCELLED);
    Result found = running.result();
    assertThat(found).isNotNull();
    assertThat(found.patients()).isEqualTo(running.done()).isEqualTo(endless.asked.get());
  }

  @Test
  void nobodyRunsTwoAndNoMoreThanTwoRun() {
    Comparison first = comparisons.start(plan("a", "ann", new Endless()));
    assertThatThrownBy(() -> comparisons.start(plan("b", "ann", new Endless())))
        .isInstanceOf(NotNow.class)
        .hasMessageContaining("You have a comparison that still runs");
    Comparison second = comparisons.start(plan("c", "bob", new Endless()));
    assertThatThrownBy(() -> comparisons.requirePlace("carla"))
        .isInstanceOf(NotNow.class)
        .hasMessageContaining("Two comparisons run already");

    first.cancel();
    second.cancel();
    Eventually.get(() -> first.isRunning() ? Optional.empty() : Optional.of(true));
    comparisons.requirePlace("ann");
  }

  @Test
  void onlyItsOwnerSeesOneAndForAnHour() {
    Comparison one = comparisons.start(plan("a", "ann", new Endless()));

    assertThat(comparisons.find("a", "ann", Compared.NOW)).containsSame(one);
    assertThat(comparisons.find("a", "bob", Compared.NOW)).isEmpty();
    assertThat(comparisons.of("d1", "ann", Compared.NOW)).containsExactly(one);
    assertThat(comparisons.of("d1", "bob", Compared.NOW)).isEmpty();
    assertThat(comparisons.find("a", "ann", Compared.NOW.plus(Duration.ofHours(2))))
        .as("what runs is not forgotten")
        .isPresent();
    one.cancel();
    Eventually.get(() -> one.isRunning() ? Optional.empty() : Optional.of(true));
    assertThat(comparisons.find("a", "ann", Compared.NOW.plus(Duration.ofMinutes(59)))).isPresent();
    assertThat(comparisons.find("a", "ann", Compared.NOW.plus(Duration.ofMinutes(61)))).isEmpty();
  }

  @Test
  void theOldestOfManyIsForgotten() {
    for (int i = 0; i < 4; i++) {
      Comparison one = comparisons.start(plan("run-" + i, "ann", new Endless()));
      one.cancel();
      Eventually.get(() -> one.isRunning() ? Optional.empty() : Optional.of(true));
    }

    assertThat(comparisons.of("d1", "ann", Compared.NOW)).hasSize(3);
    assertThat(comparisons.find("run-0", "ann", Compared.NOW)).isEmpty();
    assertThat(comparisons.find("run-3", "ann", Compared.NOW)).isPresent();
  }

  @Test
  void aFaultEndsItWithoutWordsOfAPatient() {
    Comparison comparison = Compared.run(Compared.plan(Compared.LIVE, new Broken()));

    assertThat(comparison.state()).isEqualTo(Comparison.State.FAILED);
    assertThat(comparison.faults())
        .containsExactly("It ended by a fault of the service: IllegalStateException");
  }

  private static Plan plan(String id, String owner, Patients patients) {
    return Compared.plan(id, owner, Compared.LIVE, patients);
  }

  /** Patients without end, about whom nothing is asked. */
  private static final class Endless implements Patients {

    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public String says() {
      return "patients without end";
    }

    @Override
    public int size() {
      return 1_000_000;
    }

    @Override
    public List<String> notes() {
      return List.of();
    }

    @Override
    public Iterator<PatientCalls> calls(Sides sides) {
      return java.util.stream.Stream.generate(
              () -> new PatientCalls("p" + asked.incrementAndGet(), List.of()))
          .iterator();
    }
  }

  /** Patients whose name nobody may read. */
  private record Broken() implements Patients {

    @Override
    public String says() {
      return "nobody";
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public List<String> notes() {
      return List.of();
    }

    @Override
    public Iterator<PatientCalls> calls(Sides sides) {
      throw new IllegalStateException("Mrs Example, born 1950");
    }
  }
}
