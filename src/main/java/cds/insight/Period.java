package cds.insight;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * A day, or a week from Monday; the first and the last week may be cut short.
 *
 * @param from its first day
 * @param until its last day
 */
public record Period(LocalDate from, LocalDate until) {

  /** Up to this many days, a trend goes day by day. */
  private static final int MOST_DAYS = 21;

  /** The periods of a span of days, in order. */
  static List<Period> of(LocalDate from, LocalDate until) {
    boolean byDay = from.plusDays(MOST_DAYS).isAfter(until);
    List<Period> periods = new ArrayList<>();
    for (LocalDate day = from; !day.isAfter(until); ) {
      LocalDate last = byDay ? day : day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
      periods.add(new Period(day, last.isAfter(until) ? until : last));
      day = last.plusDays(1);
    }
    return periods;
  }

  /** Whether it is one day of a trend by days, or a week that was cut to one. */
  public boolean isDay() {
    return from.equals(until);
  }
}
