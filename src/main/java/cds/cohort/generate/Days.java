package cds.cohort.generate;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Days before the day by which a population is judged, as FHIR writes them. */
final class Days {

  private static final int AHEAD = 400;
  private static final int BACK = 45_000;
  private static final int LENGTH = 10;

  private final LocalDate asOf;
  private final byte[][] days = new byte[AHEAD + BACK][];

  /** Writes the days of more than a century once. */
  Days(LocalDate asOf) {
    this.asOf = asOf;
    for (int i = 0; i < days.length; i++) {
      days[i] = said(i - AHEAD);
    }
  }

  private byte[] said(long ago) {
    byte[] said = asOf.minusDays(ago).toString().getBytes(StandardCharsets.US_ASCII);
    if (said.length != LENGTH) {
      throw new IllegalArgumentException("a day " + ago + " days ago has no year of four digits");
    }
    return said;
  }

  /** A day so many days ago; negative numbers are in the future. */
  byte[] ago(double number) {
    long day = Math.round(number) + AHEAD;
    return day >= 0 && day < days.length ? days[(int) day] : said(day - AHEAD);
  }

  /** How many days ago it is that so many months, and then so many days, were left to go. */
  double since(double months, double days) {
    LocalDate then = asOf.minusMonths(Math.round(months)).minusDays(Math.round(days));
    return asOf.toEpochDay() - then.toEpochDay();
  }
}
