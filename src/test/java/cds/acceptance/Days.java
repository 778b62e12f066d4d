package cds.acceptance;

import java.time.LocalDate;

/** Dates as counted from the day of evaluation. */
final class Days {

  private static final LocalDate TODAY = LocalDate.parse("2025-06-16");

  private Days() {}

  /** The date so many days before the evaluation. */
  static String daysAgo(int days) {
    return TODAY.minusDays(days).toString();
  }

  /** The date of a day of treatment that begins today, which is day 1. */
  static String day(int number) {
    return TODAY.plusDays(number - 1L).toString();
  }

  /** The day of treatment of a date, when treatment begins today. */
  static long number(String date) {
    return LocalDate.parse(date).toEpochDay() - TODAY.toEpochDay() + 1;
  }
}
