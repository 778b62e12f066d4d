package cds.web.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.web.Besides;
import cds.web.Eventually;
import cds.web.wire.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class TimeBoxTests {

  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void workIsDoneAndWhatItThrowsComesThrough() {
    try (TimeBox box = new TimeBox(LONG)) {
      IllegalStateException failure = new IllegalStateException("x");
      StackOverflowError error = new StackOverflowError();

      assertThat(box.within(() -> "done")).isEqualTo("done");
      assertThatThrownBy(() -> box.within(() -> raise(failure))).isSameAs(failure);
      assertThatThrownBy(
              () ->
                  box.within(
                      () -> {
                        throw error;
                      }))
          .isSameAs(error);
    }
  }

  @Test
  void whatTakesTooLongIsInterruptedAndRefused() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    try (TimeBox box = new TimeBox(Duration.ofMillis(100))) {
      assertThatThrownBy(() -> box.within(() -> waitFor(new Semaphore(0), interrupted)))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> {
                assertThat(refusal.status()).isEqualTo(503);
                assertThat(refusal.issue()).isEqualTo("timeout");
                assertThat(refusal.sentence()).contains("100 ms", "nothing was checked");
              });
      interrupted.await();
      assertThat(box.within(() -> Thread.currentThread().isInterrupted())).isFalse();
    }
  }

  @Test
  void whatDoesNotStopCannotPileUp() {
    Semaphore go = new Semaphore(0);
    try (TimeBox box = new TimeBox(LONG, 1, 1)) {
      Semaphore begun = new Semaphore(0);
      CompletableFuture<String> running =
          CompletableFuture.supplyAsync(
              () ->
                  box.within(
                      () -> {
                        begun.release();
                        return waitFor(go, new CountDownLatch(1));
                      }),
              Besides.EACH);
      begun.acquireUninterruptibly();
      CompletableFuture<String> waiting =
          CompletableFuture.supplyAsync(() -> box.within(() -> "waited"), Besides.EACH);
      Eventually.get(() -> Optional.of(box.waiting()).filter(waits -> waits == 1));

      assertThatThrownBy(() -> box.within(() -> "third"))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> {
                assertThat(refusal.status()).isEqualTo(503);
                assertThat(refusal.issue()).isEqualTo("transient");
                assertThat(refusal.retryAfter()).isPositive();
              });
      go.release();
      assertThat(running.join()).isEqualTo("went on");
      assertThat(waiting.join()).isEqualTo("waited");
    }
  }

  @Test
  void manyMayWaitForOtherServersAtOnce() throws InterruptedException {
    int many = 16;
    Semaphore begun = new Semaphore(0);
    Semaphore go = new Semaphore(0);
    List<Thread> callers = new ArrayList<>();
    try (TimeBox box = new TimeBox(LONG)) {
      for (int i = 0; i < many; i++) {
        Thread caller =
            new Thread(
                () ->
                    box.within(
                        () -> {
                          begun.release();
                          return waitFor(go, new CountDownLatch(1));
                        }));
        callers.add(caller);
        caller.start();
      }
      begun.acquireUninterruptibly(many);
      go.release(many);
      for (Thread caller : callers) {
        caller.join();
      }
    }
  }

  private static String raise(RuntimeException failure) {
    throw failure;
  }

  private static String waitFor(Semaphore go, CountDownLatch interrupted) {
    try {
      go.acquire();
      return "went on";
    } catch (InterruptedException e) {
      interrupted.countDown();
      return "interrupted";
    }
  }
}
