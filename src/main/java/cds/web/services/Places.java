package cds.web.services;

import cds.web.wire.Refusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Lets only so many calls be worked on at once: more would only make each other wait. A burst waits
 * its turn. When somebody has been waiting for a second without a pause, more come than can be
 * answered, and all would be answered late; then whoever came last is next, so that those who are
 * answered are answered about as fast as ever, and who is not, after a while, is told to come back
 * ("adaptive LIFO": Maurer, Fail at Scale, ACM Queue 2015). Clients take turns: one that calls all
 * the time holds up itself.
 *
 * <p>Safe for use by several threads.
 */
final class Places {

  private static final int PLACES = 2 * Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final int RETRY_AFTER_SECONDS = 2;

  /** A queue that is never empty for so long is no burst. */
  private static final long BURST = Duration.ofSeconds(1).toNanos();

  /** How long a call waits in a burst. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Otherwise. Not shorter: clients that are refused at once come back at once. */
  private static final long CROWDED_PATIENCE = Duration.ofMillis(500).toNanos();

  private final long patience;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();

  /** Who waits, by client; the client whose turn is next comes first, and none is empty. */
  private final Map<String, Deque<Waiting>> waiting = new LinkedHashMap<>();

  private int free;

  /** When the queue that there is now began. */
  private long queuedSince;

  /**
   * Takes the longest time for one decision: nobody waits longer than that for a place.
   *
   * @param limit {@code cds.time-limit}
   */
  Places(Duration limit) {
    this(PLACES, limit.compareTo(PATIENCE) < 0 ? limit : PATIENCE, System::nanoTime);
  }

  /**
   * Takes how many there are, and a clock.
   *
   * @param patience how long a call waits in a burst
   * @param nanos nanoseconds since any time
   */
  Places(int places, Duration patience, LongSupplier nanos) {
    this.free = places;
    this.patience = patience.toNanos();
    this.nanos = nanos;
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
   * @param client who calls
   * @throws Refusal 503 when none becomes free in time
   */
  Place enter(String client) {
    lock.lock();
    try {
      if (free > 0) {
        free--;
      } else if (!waits(client)) {
        throw new Refusal(
            503, "transient", "The service is busy; try again later.", RETRY_AFTER_SECONDS);
      }
      return new Place();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a place was given in time. */
  private boolean waits(String client) {
    if (waiting.isEmpty()) {
      queuedSince = nanos.getAsLong();
    }
    Waiting self = new Waiting(lock.newCondition());
    waiting.computeIfAbsent(client, c -> new ArrayDeque<>()).addLast(self);
    long left = isCrowded() ? Math.min(CROWDED_PATIENCE, patience) : patience;
    try {
      while (!self.given && left > 0) {
        left = self.turn.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Deque<Waiting> own = waiting.get(client);
    if (!self.given && own != null && own.remove(self) && own.isEmpty()) {
      waiting.remove(client);
    }
    return self.given;
  }

  private boolean isCrowded() {
    return nanos.getAsLong() - queuedSince >= BURST;
  }

  private void giveBack() {
    lock.lock();
    try {
      if (waiting.isEmpty()) {
        free++;
        return;
      }
      Waiting next = next();
      next.given = true;
      next.turn.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes out who is next; then it is another client's turn. */
  private Waiting next() {
    String client = waiting.keySet().iterator().next();
    Deque<Waiting> own = Objects.requireNonNull(waiting.remove(client));
    Waiting next = isCrowded() ? own.removeLast() : own.removeFirst();
    if (!own.isEmpty()) {
      waiting.put(client, own);
    }
    return next;
  }

  /** How many wait for a place. */
  int waiting() {
    lock.lock();
    try {
      return waiting.values().stream().mapToInt(Deque::size).sum();
    } finally {
      lock.unlock();
    }
  }
}
