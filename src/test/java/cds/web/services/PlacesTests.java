package cds.web.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.web.wire.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PlacesTests {

  private final AtomicLong now = new AtomicLong();
  private final Places places = new Places(1, now::get);
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
    try (Places.Place held = places.enter()) {
      now.addAndGet(Duration.ofSeconds(2).toNanos());
      assertThatThrownBy(places::enter).isInstanceOf(Refusal.class).hasMessageContaining("busy");
      assertThat(held).isNotNull();
      assertThat(places.waiting()).isZero();
    }
    places.enter().close();
  }

  @Test
  void onceNobodyWaitsABurstMayWaitAgain() {
    assertThat(twoWaitFor(Duration.ofSeconds(2))).hasSize(2);
    order.clear();
    assertThat(twoWaitFor(Duration.ZERO)).containsExactly("first", "second");
  }

  @Test
  void whoIsInterruptedWaitsNoLongerAndTakesNoPlace() {
    try (Places.Place held = places.enter()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(places::enter).isInstanceOf(Refusal.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(held).isNotNull();
    }
    places.enter().close();
  }

  @Test
  void aPlaceIsGivenBackOnce() {
    Places.Place place = places.enter();
    place.close();
    place.close();
    try (Places.Place next = places.enter()) {
      assertThat(next).isNotNull();
      now.addAndGet(Duration.ofSeconds(2).toNanos());
      assertThatThrownBy(places::enter).isInstanceOf(Refusal.class);
    }
  }

  /** Who enters in which order, when the place becomes free after two have waited for a while. */
  private List<String> twoWaitFor(Duration time) {
    Places.Place held = places.enter();
    CompletableFuture<Void> first = wait("first", 1);
    CompletableFuture<Void> second = wait("second", 2);
    now.addAndGet(time.toNanos());
    held.close();
    assertThat(CompletableFuture.allOf(first, second)).succeedsWithin(Duration.ofSeconds(10));
    return order;
  }

  private CompletableFuture<Void> wait(String name, int waiting) {
    CompletableFuture<Void> waits =
        CompletableFuture.runAsync(
            () -> {
              try (Places.Place place = places.enter()) {
                assertThat(place).isNotNull();
                order.add(name);
              }
            });
    Awaitility.await().until(() -> places.waiting() == waiting);
    return waits;
  }
}
