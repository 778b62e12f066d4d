package cds.web.services;

import cds.web.wire.Refusal;
import io.micrometer.context.ContextSnapshotFactory;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Answers in time or says that it did not. What takes too long is interrupted and the caller gets
 * 503, never a list of cards: an empty list would say that everything was checked and nothing
 * found, and a card is advice about a patient, to be read, accepted and counted, not a message that
 * the service is in trouble. CDS clients go on without advice after a 503, as they do when the
 * service is down.
 *
 * <p>The threads are bounded, so that work which does not stop cannot pile up.
 */
final class TimeBox implements AutoCloseable {

  private static final int THREADS = Math.max(16, 4 * Runtime.getRuntime().availableProcessors());
  private static final int WAITING = 4 * THREADS;
  private static final int RETRY_AFTER_SECONDS = 2;

  private final Duration limit;
  private final ThreadPoolExecutor threads;
  private final ContextSnapshotFactory context = ContextSnapshotFactory.builder().build();

  /** Takes the longest time for one decision. */
  TimeBox(Duration limit) {
    this(limit, THREADS, WAITING);
  }

  TimeBox(Duration limit, int threads, int waiting) {
    this.limit = limit;
    this.threads =
        new ThreadPoolExecutor(
            threads, threads, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(waiting));
    this.threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Does the work, and passes on what it throws.
   *
   * @throws Refusal 503 when it takes too long, or too much is being done already
   */
  <T> T within(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(context.captureAll().wrap(work::get));
    try {
      threads.execute(task);
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      throw new Refusal(
          503, "transient", "The service is busy; try again later.", RETRY_AFTER_SECONDS);
    } catch (TimeoutException e) {
      throw notInTime();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notInTime();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a supplier throws nothing else", e.getCause());
    } finally {
      if (!task.isDone()) {
        task.cancel(true);
        threads.remove(task);
      }
    }
  }

  /** How many wait for a thread. */
  int waiting() {
    return threads.getQueue().size();
  }

  private Refusal notInTime() {
    return new Refusal(
        503,
        "timeout",
        "The request was not answered within "
            + limit.toMillis()
            + " ms (cds.time-limit); nothing was checked.");
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
