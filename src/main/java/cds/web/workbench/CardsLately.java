package cds.web.workbench;

import cds.insight.RuleCards;
import cds.insight.Selection;
import cds.web.start.CdsProperties;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many cards each rule led in the last twelve weeks. Counting may take a large record minutes,
 * so it is done beside, and again when somebody asks after ten minutes.
 */
@Component
final class CardsLately implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CardsLately.class);
  private static final int WEEKS = 12;
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final JdbcClient database;
  private final ZoneId zone;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "cards-lately");
            thread.setDaemon(true);
            return thread;
          });
  private Instant begun = Instant.EPOCH;
  private @Nullable Future<?> counting;
  private volatile @Nullable Map<String, RuleCards> counted;

  CardsLately(JdbcClient database, CdsProperties properties) {
    this.database = database;
    this.zone = properties.zone();
  }

  /** What was counted last, by rule folder; null before it was counted for the first time. */
  synchronized @Nullable Map<String, RuleCards> known() {
    Instant now = Instant.now();
    boolean idle = counting == null || counting.isDone();
    if (idle && begun.plus(FRESH).isBefore(now) && !thread.isShutdown()) {
      begun = now;
      counting = thread.submit(this::count);
    }
    return counted;
  }

  private void count() {
    LocalDate today = LocalDate.now(zone);
    try {
      counted =
          RuleCards.of(
              database,
              new Selection(today.minusWeeks(WEEKS).plusDays(1), today, zone, "", "", ""));
    } catch (DataAccessException e) {
      LOG.warn("The cards of rules cannot be counted; a later look tries again");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
