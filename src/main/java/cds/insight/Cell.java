package cds.insight;

import org.jspecify.annotations.Nullable;

/**
 * A number as it may be told.
 *
 * @param count the number; null when it is withheld
 * @param few whether it is withheld because fewer than {@value Tally#LEAST} patients or cases are
 *     behind it; otherwise it protects such a number, which could be computed from it
 */
public record Cell(@Nullable Long count, boolean few) {

  /** Rates of fewer than this many cases say nothing. */
  static final int LEAST_FOR_RATES = 10;

  private static final long PERCENT = 100;

  static final Cell FEW = new Cell(null, true);
  static final Cell WITHHELD = new Cell(null, false);

  static Cell told(long count) {
    return new Cell(count, false);
  }

  /** The number unless it is small: for numbers that are part of no total. */
  static Cell of(Tally tally) {
    return tally.isFew() ? FEW : told(tally.count());
  }

  /** Whether the number is told. */
  public boolean isTold() {
    return count != null;
  }

  /** What tables say: the number, or why there is none. */
  public String text() {
    return count != null ? count.toString() : few ? "<" + Tally.LEAST : "withheld";
  }

  /** How many of a hundred of the whole this is, rounded; null unless both are told. */
  public @Nullable Long percentOf(Cell whole) {
    return count == null || whole.count == null || whole.count < LEAST_FOR_RATES
        ? null
        : Math.round((double) PERCENT * count / whole.count);
  }
}
