package cds.authoring.mutation;

/**
 * How much work a proof may still take. It is counted, not timed: what is too large is too large on
 * every machine.
 */
final class Effort {

  private long left;

  /**
   * Takes how much there is.
   *
   * @param most about the rows that may be held against a situation
   */
  Effort(long most) {
    this.left = most;
  }

  /** More than any table needs. */
  static Effort unlimited() {
    return new Effort(Long.MAX_VALUE);
  }

  /**
   * Takes away what the next step costs.
   *
   * @throws Exhausted when there is not so much left
   */
  void spend(long steps) {
    left -= steps;
    if (left < 0) {
      throw new Exhausted();
    }
  }

  /** There is more to try than may be tried. */
  static final class Exhausted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Exhausted() {
      super("too large to try");
    }
  }
}
