package cds.cohort.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A count of patients as it may be told. A report leaves the house: below a limit a count could
 * lead to a person, and exact counts of overlapping groups let smaller ones be computed. So small
 * ones are not told, and all others are rounded to a multiple of the limit; totals too.
 *
 * @param number what is told, or null
 * @param text the same for people, or why there is none
 */
record Told(@Nullable Long number, String text) {

  private static final double PERCENT = 100;

  /**
   * Tells a count.
   *
   * @param small counts from 1 up to below this are not told; 1 tells every count as it is
   */
  static Told of(long count, int small) {
    if (small <= 1 || count == 0) {
      return exactly(count);
    }
    return count < small
        ? new Told(null, "<" + small)
        : exactly((count + small / 2) / small * small);
  }

  /** What says nothing of patients, or is rounded already. */
  static Told exactly(long number) {
    return new Told(number, String.format(Locale.ROOT, "%,d", number));
  }

  /** What cannot be told. */
  static Told not() {
    return new Told(null, "–");
  }

  /** How many of a hundred of the whole this is; empty unless both are told. */
  public String percentOf(Told whole) {
    if (number == null || whole.number == null || whole.number == 0) {
      return "";
    }
    long percent = Math.round(PERCENT * number / whole.number);
    return percent == 0 && number > 0 ? "<1 %" : percent + " %";
  }
}
