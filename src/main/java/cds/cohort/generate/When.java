package cds.cohort.generate;

import java.util.List;

/**
 * Under which conditions a step is taken: all of them hold. A comparison with a value that is not
 * there does not hold.
 */
record When(List<Condition> conditions) {

  /** Nothing to be met. */
  static final When ALWAYS = new When(List.of());

  /** How two values are compared. */
  enum Comparison {
    IS,
    IS_NOT,
    BELOW,
    AT_MOST,
    ABOVE,
    AT_LEAST,
    KNOWN,
    UNKNOWN
  }

  /** One condition. */
  record Condition(Draw left, Comparison comparison, Draw right) {

    boolean holds(Scene scene) {
      double one = left.of(scene);
      double other = right.of(scene);
      return switch (comparison) {
        case IS -> one == other;
        case IS_NOT -> one < other || one > other;
        case BELOW -> one < other;
        case AT_MOST -> one <= other;
        case ABOVE -> one > other;
        case AT_LEAST -> one >= other;
        case KNOWN -> !Double.isNaN(one);
        case UNKNOWN -> Double.isNaN(one);
      };
    }
  }

  /** Copies. */
  When {
    conditions = List.copyOf(conditions);
  }

  /** Whether all hold. */
  boolean holds(Scene scene) {
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).holds(scene)) {
        return false;
      }
    }
    return true;
  }
}
