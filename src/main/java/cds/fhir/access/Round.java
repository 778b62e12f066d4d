package cds.fhir.access;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The jobs of one call: a few at a time, and over when all are done or the time is. A job may add
 * further ones.
 */
final class Round {

  private static final int MOST_AT_ONCE = 5;

  private final Executor threads;
  private final CompletableFuture<Void> end;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int running;
  private boolean complete;

  /** Begins; the time starts to run. */
  Round(Executor threads, Duration budget) {
    this.threads = threads;
    this.end =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, budget.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Adds a job; it is not begun when the time is over. */
  synchronized void add(Runnable job) {
    waiting.add(job);
    start();
  }

  /**
   * Waits until all jobs, and those they added, are done or the time is over; then no further one
   * is begun.
   */
  void await() {
    synchronized (this) {
      complete = true;
      endIfDone();
    }
    end.join();
  }

  private void start() {
    while (running < MOST_AT_ONCE && !waiting.isEmpty() && !end.isDone()) {
      Runnable job = waiting.remove();
      try {
        threads.execute(() -> run(job));
        running++;
      } catch (RejectedExecutionException e) {
        // Too many calls at once, or the service stops: as good as a server that does not answer.
        waiting.clear();
      }
    }
  }

  private void run(Runnable job) {
    try {
      if (!end.isDone()) {
        job.run();
      }
    } finally {
      synchronized (this) {
        running--;
        start();
        endIfDone();
      }
    }
  }

  private void endIfDone() {
    if (complete && running == 0 && waiting.isEmpty()) {
      end.complete(null);
    }
  }
}
