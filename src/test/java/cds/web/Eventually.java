package cds.web;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for what comes a moment after the answer; fails only when it never comes. */
public final class Eventually {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Eventually() {}

  /** The value, as soon as there is one. */
  public static <T> T get(Supplier<Optional<T>> value) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<T> now = value.get();
      if (now.isPresent()) {
        return now.get();
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("it never came");
  }
}
