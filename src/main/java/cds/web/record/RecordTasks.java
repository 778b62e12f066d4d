package cds.web.record;

import cds.insight.Comments;
import cds.record.Recorder;
import cds.record.Replicas;
import cds.record.Retention;
import cds.web.start.RecordProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done for the record at its own time: heads and word of this replica every minute,
 * retention every day.
 */
final class RecordTasks implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RecordTasks.class);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "record-tasks");
            thread.setDaemon(true);
            return thread;
          });

  @SuppressWarnings("FutureReturnValueIgnored") // The tasks say themselves what goes wrong.
  RecordTasks(Recorder recorder, Replicas replicas, Comments comments, RecordProperties settings) {
    clock.scheduleWithFixedDelay(guarded(replicas::tell), 0, 1, TimeUnit.MINUTES);
    clock.scheduleWithFixedDelay(guarded(recorder::signHeads), 1, 1, TimeUnit.MINUTES);
    clock.scheduleWithFixedDelay(
        guarded(() -> forget(comments, Instant.now(), settings.keepComments())),
        1,
        TimeUnit.DAYS.toHours(1),
        TimeUnit.HOURS);
    clock.scheduleWithFixedDelay(
        guarded(() -> recorder.forget(settings.keep(), settings.keepRequests())),
        1,
        TimeUnit.DAYS.toHours(1),
        TimeUnit.HOURS);
  }

  /** Deletes the comments whose time is over. */
  static void forget(Comments comments, Instant now, Duration keep) {
    comments
        .oldest()
        .ifPresent(oldest -> comments.deleteBefore(Retention.before(now, keep, oldest)));
  }

  /** A task that fails is tried again at its next time. */
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.warn("A task of the record failed: {}", e.getClass().getSimpleName());
      }
    };
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
