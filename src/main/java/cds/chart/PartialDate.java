package cds.chart;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Locale;

/**
 * A date known to the day, the month or only the year, as FHIR has it.
 *
 * @param first the earliest day it can mean
 * @param last the latest day it can mean; equal to {@code first} when the day is known
 */
public record PartialDate(LocalDate first, LocalDate last) implements Comparable<PartialDate> {

  /** Refuses a range that ends before it begins. */
  public PartialDate {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("a date cannot end before it begins");
    }
  }

  /** A date known to the day. */
  public static PartialDate ofDay(LocalDate day) {
    return new PartialDate(day, day);
  }

  /** A date known to the month. */
  public static PartialDate ofMonth(YearMonth month) {
    return new PartialDate(month.atDay(1), month.atEndOfMonth());
  }

  /** A date known to the year. */
  public static PartialDate ofYear(Year year) {
    return new PartialDate(year.atDay(1), year.atMonth(12).atEndOfMonth());
  }

  /** Whether the day is known. */
  public boolean isDay() {
    return first.equals(last);
  }

  @Override
  public int compareTo(PartialDate other) {
    int byFirst = first.compareTo(other.first);
    return byFirst != 0 ? byFirst : last.compareTo(other.last);
  }

  /** The date as FHIR writes it: {@code 2025-06-10}, {@code 2025-06} or {@code 2025}. */
  @Override
  public String toString() {
    if (isDay()) {
      return first.toString();
    }
    return first.getMonth() == last.getMonth()
        ? YearMonth.from(first).toString()
        : String.format(Locale.ROOT, "%04d", first.getYear());
  }
}
