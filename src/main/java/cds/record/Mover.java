package cds.record;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Brings the entries of the journal to the database, in order, many in one transaction. While the
 * database is away it tries again; the journal keeps what waits.
 */
final class Mover {

  private static final Logger LOG = LoggerFactory.getLogger("cds.record");
  private static final long BATCH_BYTES = 2L * 1024 * 1024;
  private static final Duration PAUSE = Duration.ofMillis(25);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** After so many pauses entries are brought over, however few: a transaction costs more. */
  private static final int GATHERING = 10;

  private final Journal journal;
  private final RecordStore store;
  private final Deliveries deliveries;
  private final boolean durable;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Semaphore wanted = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "records");

  private Journal.Position position = Journal.Position.START;
  private long entries;
  private long setAside;
  private long forced;
  private int gathered;
  private boolean hurry;
  private @Nullable Instant awaySince;
  private volatile boolean stopping;

  /**
   * Takes what it needs.
   *
   * @param deliveries what adds entries to the database
   * @param durable whether each transaction must be on disk before it counts
   */
  Mover(Journal journal, RecordStore store, Deliveries deliveries, boolean durable, Clock clock) {
    this.journal = journal;
    this.store = store;
    this.deliveries = deliveries;
    this.durable = durable;
    this.clock = clock;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * Waits until an entry is in the database.
   *
   * @return whether it is
   */
  boolean await(long entry, Duration patience) {
    long left = patience.toNanos();
    wanted.release();
    lock.lock();
    try {
      while (entries < entry && left > 0 && !stopping) {
        left = moved.awaitNanos(left);
      }
      return entries >= entry;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  RecordHealth health() {
    lock.lock();
    try {
      long waiting = journal.entries() - entries;
      return new RecordHealth(
          waiting, journal.bytesFrom(position), awaySince, journal.failedAt(), setAside);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Brings the rest over and ends.
   *
   * @return whether everything is in the database, on disk
   */
  boolean stop(Duration patience) throws IOException {
    await(journal.entries(), patience);
    // Not by an interrupt: that would close the file the thread is just reading or forcing.
    stopping = true;
    wanted.release();
    try {
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lock.lock();
    try {
      if (entries < journal.entries() || setAside > 0) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    try {
      store.sync();
      return true;
    } catch (DataAccessException e) {
      return false;
    }
  }

  private void run() {
    Duration pause = PAUSE;
    while (!stopping) {
      try {
        pause = move() ? Duration.ZERO : PAUSE;
      } catch (IOException | RuntimeException e) {
        // Whatever it is: this thread must go on, and health must say so.
        away(e);
        pause = longer(pause);
      }
      rest(pause);
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.isZero() ? PAUSE : pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** Somebody who waits ends a short rest, not one that lets the database come back. */
  private void rest(Duration pause) {
    try {
      if (pause.compareTo(PAUSE) > 0) {
        Thread.sleep(pause.toMillis());
      } else if (!pause.isZero() && wanted.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        wanted.drainPermits();
        hurry = true;
      }
    } catch (InterruptedException e) {
      // Stopping.
    }
  }

  /** Brings one batch over, if it is time to; whether there was any. */
  private boolean move() throws IOException {
    long appended = journal.entries();
    if (appended > forced) {
      journal.force();
      forced = appended;
    }
    boolean many = journal.bytesFrom(position) >= BATCH_BYTES;
    if (!durable && !hurry && !many && awaySince == null && ++gathered < GATHERING) {
      return false;
    }
    gathered = 0;
    hurry = false;
    Journal.Batch batch = journal.read(position, BATCH_BYTES);
    if (batch.entries().isEmpty() && batch.next().equals(position)) {
      return false;
    }
    long aside = deliveries.add(batch.entries());
    if (durable && !batch.entries().isEmpty()) {
      store.sync();
    }
    boolean fileOver = batch.next().segment() > position.segment();
    if (fileOver) {
      store.sync();
      journal.forgetBefore(batch.next());
    }
    done(batch, aside);
    return true;
  }

  private void done(Journal.Batch batch, long aside) {
    lock.lock();
    try {
      position = batch.next();
      entries += batch.entries().size();
      setAside += aside;
      if (awaySince != null) {
        LOG.info("The database takes records again");
      }
      awaySince = null;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void away(Exception e) {
    lock.lock();
    try {
      if (awaySince == null && !stopping) {
        awaySince = clock.instant();
        LOG.error(
            "The database takes no records: {}; they wait in the journal",
            e.getClass().getSimpleName());
      }
    } finally {
      lock.unlock();
    }
  }
}
