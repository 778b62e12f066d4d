package cds.insight;

/**
 * A count and how many patients are behind it.
 *
 * @param count how many
 * @param patients how many different patients at least; 0 when nobody knows
 */
record Tally(long count, long patients) {

  /** Fewer patients or cases than this are never told. */
  static final int LEAST = 5;

  static final Tally NONE = new Tally(0, 0);

  /**
   * Both together, when the patients of one may be those of the other: under two keys the same
   * patient has two hashes.
   */
  Tally plus(Tally other) {
    return new Tally(count + other.count, Math.max(patients, other.patients));
  }

  /** Whether this could lead to a person. Nobody is behind a zero. */
  boolean isFew() {
    return count > 0 && (count < LEAST || patients < LEAST);
  }
}
