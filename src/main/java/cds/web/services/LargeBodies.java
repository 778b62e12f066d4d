package cds.web.services;

import cds.web.call.Call;
import cds.web.wire.Refusal;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.util.unit.DataSize;

/**
 * Lets only a few large requests in at once: the tree of a body takes many times its size in
 * memory. Small ones are never held up by large ones.
 */
final class LargeBodies {

  /** From here on a body is large; bodies of ordinary charts are smaller. */
  static final DataSize LARGE = DataSize.ofKilobytes(256);

  private static final long PATIENCE_MILLIS = 3_000;
  private static final int RETRY_AFTER_SECONDS = 2;

  private final Semaphore places;

  /** Takes how many may be read and answered at once. */
  LargeBodies(int places) {
    this.places = new Semaphore(places, true);
  }

  /**
   * Takes a place until the call ends; waits briefly for one.
   *
   * @throws Refusal 503 when none becomes free
   */
  void enter(Call call) {
    if (!tryEnter()) {
      throw new Refusal(
          503,
          "transient",
          "Too many large requests at once (cds.large-bodies); send it again later, or send fewer"
              + " prefetched resources.",
          RETRY_AFTER_SECONDS);
    }
    call.atEnd(places::release);
  }

  private boolean tryEnter() {
    try {
      return places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
