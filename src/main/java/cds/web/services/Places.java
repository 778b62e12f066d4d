package cds.web.services;

import cds.web.wire.Refusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Lets only so many calls be worked on at once: more would only make each other wait. A burst waits
 * its turn. When somebody has been waiting for a second without a pause, more come than can be
 * answered, and all would be answered late; then whoever came last is next, so that those who are
 * answered are answered about as fast as ever, and who is not, after a while, is told to come back
 * ("adaptive LIFO": Maurer, Fail at Scale, ACM Queue 2015).
 *
 * <p>Safe for use by several threads.
 */
final class Places {

  private static final int PLACES = 2 * Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final int RETRY_AFTER_SECONDS = 2;

  /** A queue that is never empty for so long is no burst. */
  private static final long BURST = Duration.ofSeconds(1).toNanos();

  /** How long a call waits in a burst. */
  private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

  /** Otherwise. Not shorter: clients that are refused at once come back at once. */
  private static final long CROWDED_PATIENCE = Duration.ofMillis(500).toNanos();

  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int free;
  private long idleAt;

  Places() {
    this(PLACES, System::nanoTime);
  }

  /**
   * Takes how many there are, and a clock.
   *
   * @param nanos nanoseconds since any time
   */
  Places(int places, LongSupplier nanos) {
    this.free = places;
    this.nanos = nanos;
    this.idleAt = nanos.getAsLong();
  }

  /** Somebody who waits. */
  private static final class Waiting {

    private final Condition turn;
    private boolean given;

    private Waiting(Condition turn) {
      this.turn = turn;
    }
  }

  /** A place that was given. */
  final class Place implements AutoCloseable {

    private final AtomicBoolean taken = new AtomicBoolean(true);

    private Place() {}

    /** Gives it back, once, before the call is over. */
    void leave() {
      if (taken.getAndSet(false)) {
        giveBack();
      }
    }

    @Override
    public void close() {
      leave();
    }
  }

  /**
   * Takes a place, to be closed.
   *
   * @throws Refusal 503 when none becomes free in time
   */
  Place enter() {
    lock.lock();
    try {
      if (free > 0) {
        free--;
        idleAt = nanos.getAsLong();
      } else if (!waits()) {
        throw new Refusal(
            503, "transient", "The service is busy; try again later.", RETRY_AFTER_SECONDS);
      }
      return new Place();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a place was given in time. */
  private boolean waits() {
    Waiting self = new Waiting(lock.newCondition());
    waiting.addLast(self);
    long left = isCrowded() ? CROWDED_PATIENCE : PATIENCE;
    try {
      while (!self.given && left > 0) {
        left = self.turn.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!self.given) {
      waiting.remove(self);
    }
    return self.given;
  }

  private boolean isCrowded() {
    return nanos.getAsLong() - idleAt >= BURST;
  }

  private void giveBack() {
    lock.lock();
    try {
      if (waiting.isEmpty()) {
        free++;
        idleAt = nanos.getAsLong();
        return;
      }
      Waiting next = isCrowded() ? waiting.removeLast() : waiting.removeFirst();
      next.given = true;
      next.turn.signal();
    } finally {
      lock.unlock();
    }
  }

  /** How many wait for a place. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }
}
