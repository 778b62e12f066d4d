package cds.oracle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** What became of a score since its baseline, unrounded. */
record Change(Optional<BigDecimal> baseline, Optional<BigDecimal> value) {

  /** From the baseline to the newest value after the first dose. */
  Change(Scores scores, String tool) {
    this(scores.baseline(tool), scores.response(tool));
  }

  /** From the baseline to the newest value of some days. */
  Change(Scores scores, String tool, LocalDate from, LocalDate to) {
    this(scores.baseline(tool), scores.newest(tool, from, to).map(RandomPatient.Measure::value));
  }

  boolean paired() {
    return baseline.isPresent() && value.isPresent();
  }

  /** A baseline above 0 and a value. */
  boolean comparable() {
    return paired() && baseline.get().signum() > 0;
  }

  /** Fell by at least this many percent. */
  boolean fell(int percent) {
    BigDecimal left = BigDecimal.valueOf(100 - percent).movePointLeft(2);
    return comparable() && value.get().compareTo(baseline.get().multiply(left)) <= 0;
  }

  /** Fell by at least this many points. */
  boolean by(int points) {
    return paired()
        && baseline.get().subtract(value.get()).compareTo(BigDecimal.valueOf(points)) >= 0;
  }

  /** Whether a fall of this many points can be judged: the baseline allows it. */
  boolean judged(int points) {
    return paired() && baseline.get().compareTo(BigDecimal.valueOf(points)) >= 0;
  }

  boolean atMost(int limit) {
    return value.isPresent() && value.get().compareTo(BigDecimal.valueOf(limit)) <= 0;
  }
}
