package cds.web.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.web.Besides;
import cds.web.Eventually;
import cds.web.wire.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PlacesTests {

  private static final String CLIENT = "client";

  private final AtomicLong now = new AtomicLong();
  private final Places places = new Places(1, Duration.ofMinutes(5), now::get);
  private final List<String> order = new CopyOnWriteArrayList<>();

  @Test
  void inABurstWhoCameFirstIsNext() {
    assertThat(twoWaitFor(Duration.ZERO)).containsExactly("first", "second");
  }

  @Test
  void whenTheQueueIsNeverEmptyWhoCameLastIsNext() {
    assertThat(twoWaitFor(Duration.ofSeconds(2))).containsExactly("second", "first");
  }

  @Test
  void whenTheQueueIsNeverEmptyCallsAreToldToComeBack() {
    Places.Place held = places.enter(CLIENT);
    CompletableFuture<Void> first = wait(CLIENT, "first", 1);
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThatThrownBy(() -> places.enter(CLIENT))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("busy");
    assertThat(places.waiting()).isEqualTo(1);

    held.close();
    assertThat(first).succeedsWithin(Duration.ofSeconds(10));
    places.enter(CLIENT).close();
  }

  @Test
  void callsThatTakeLongAreNoCrowdWhileNobodyWaits() {
    Places.Place held = places.enter(CLIENT);
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    CompletableFuture<Void> both =
        CompletableFuture.allOf(wait(CLIENT, "first", 1), wait(CLIENT, "second", 2));
    held.close();

    assertThat(both).succeedsWithin(Duration.ofSeconds(10));
    assertThat(order).containsExactly("first", "second");
  }

  @Test
  void nobodyWaitsLongerThanADecisionMayTake() {
    Places impatient = new Places(1, Duration.ofMillis(1), now::get);
    try (Places.Place held = impatient.enter(CLIENT)) {
      assertThatThrownBy(() -> impatient.enter(CLIENT)).isInstanceOf(Refusal.class);
      assertThat(held).isNotNull();
      assertThat(impatient.waiting()).isZero();
    }
    impatient.enter(CLIENT).close();
  }

  @Test
  void clientsTakeTurns() {
    Places.Place held = places.enter(CLIENT);
    CompletableFuture<Void> all =
        CompletableFuture.allOf(
            wait("busy", "busy 1", 1),
            wait("busy", "busy 2", 2),
            wait("busy", "busy 3", 3),
            wait("other", "other", 4));
    held.close();

    assertThat(all).succeedsWithin(Duration.ofSeconds(10));
    assertThat(order).containsExactly("busy 1", "other", "busy 2", "busy 3");
  }

  @Test
  void onceNobodyWaitsABurstMayWaitAgain() {
    assertThat(twoWaitFor(Duration.ofSeconds(2))).hasSize(2);
    order.clear();
    assertThat(twoWaitFor(Duration.ZERO)).containsExactly("first", "second");
  }

  @Test
  void whoIsInterruptedWaitsNoLongerAndTakesNoPlace() {
    try (Places.Place held = places.enter(CLIENT)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> places.enter(CLIENT)).isInstanceOf(Refusal.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(held).isNotNull();
    }
    places.enter(CLIENT).close();
  }

  @Test
  void aPlaceIsGivenBackOnce() {
    Places.Place place = places.enter(CLIENT);
    place.close();
    place.close();
    try (Places.Place next = places.enter(CLIENT)) {
      assertThat(next).isNotNull();
      CompletableFuture<Void> queued = wait(CLIENT, "queued", 1);
      now.addAndGet(Duration.ofSeconds(2).toNanos());
      assertThatThrownBy(() -> places.enter(CLIENT)).isInstanceOf(Refusal.class);
      next.leave();
      assertThat(queued).succeedsWithin(Duration.ofSeconds(10));
    }
  }

  /** Who enters in which order, when the place becomes free after two have waited for a while. */
  private List<String> twoWaitFor(Duration time) {
    Places.Place held = places.enter(CLIENT);
    CompletableFuture<Void> first = wait(CLIENT, "first", 1);
    CompletableFuture<Void> second = wait(CLIENT, "second", 2);
    now.addAndGet(time.toNanos());
    held.close();
    assertThat(CompletableFuture.allOf(first, second)).succeedsWithin(Duration.ofSeconds(10));
    return order;
  }

  private CompletableFuture<Void> wait(String client, String name, int waiting) {
    CompletableFuture<Void> waits =
        CompletableFuture.runAsync(
            () -> {
              try (Places.Place place = places.enter(client)) {
                assertThat(place).isNotNull();
                order.add(name);
              }
            },
            Besides.EACH);
    Eventually.get(() -> Optional.of(places.waiting()).filter(now -> now == waiting));
    return waits;
  }
}
