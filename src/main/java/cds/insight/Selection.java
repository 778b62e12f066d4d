package cds.insight;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which decisions are counted.
 *
 * @param from the first day
 * @param until the last day, at most two years later
 * @param zone where days begin
 * @param client name of a client; empty for all
 * @param service id of a service; empty for all
 * @param release hash of a release; empty for all
 */
public record Selection(
    LocalDate from, LocalDate until, ZoneId zone, String client, String service, String release) {

  private static final int MOST_YEARS = 2;

  /**
   * Checks the days.
   *
   * @throws IllegalArgumentException with a sentence that says what is allowed
   */
  public Selection {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("The last day is before the first.");
    }
    if (until.isAfter(from.plusYears(MOST_YEARS))) {
      throw new IllegalArgumentException("Choose at most two years.");
    }
  }

  /** The periods of its trend, in order. */
  public List<Period> periods() {
    return Period.of(from, until);
  }

  Instant start() {
    return start(from);
  }

  Instant end() {
    return start(until.plusDays(1));
  }

  Instant start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** The condition on table {@code decision d}, with the parameters that {@link #values} gives. */
  String condition() {
    return "d.outcome = 'answered' and d.decided_at >= :start and d.decided_at < :end"
        + (client.isEmpty() ? "" : " and d.client = :client")
        + (service.isEmpty() ? "" : " and d.service = :service")
        + (release.isEmpty() ? "" : " and d.release = :release");
  }

  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("start", start().atOffset(ZoneOffset.UTC));
    values.put("end", end().atOffset(ZoneOffset.UTC));
    Map.of("client", client, "service", service, "release", release)
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                values.put(name, value);
              }
            });
    return values;
  }
}
