package cds.decide;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The dosing sections of the two labels, written by hand from their texts and sharing nothing with
 * the rules or the engine. Lower bounds belong to a band, upper bounds do not.
 *
 * @param state whether the label gives a dose
 * @param loading loading doses as mg and day of treatment, or null
 * @param mg maintenance dose, or null
 * @param weeks its interval, or null
 */
record LabelOracle(
    String state, @Nullable String loading, @Nullable String mg, @Nullable String weeks) {

  private static final LabelOracle NO_ROW = new LabelOracle("not-in-label", null, null, null);
  private static final LabelOracle NOT_WEIGHED =
      new LabelOracle("weight-missing", null, null, null);

  /** The US label: 6 months to 5 years by weight, 6 to 17 years by weight, adults flat. */
  static LabelOracle us(int months, @Nullable BigDecimal kg) {
    if (months >= 18 * 12) {
      return dose("600@1", 300, 2);
    }
    if (months < 6) {
      return NO_ROW;
    }
    if (kg == null) {
      return NOT_WEIGHED;
    }
    if (months < 6 * 12) {
      return preschool(kg);
    }
    if (below(kg, 15)) {
      return NO_ROW;
    }
    if (below(kg, 30)) {
      return dose("600@1", 300, 4);
    }
    return below(kg, 60) ? dose("400@1", 200, 2) : dose("600@1", 300, 2);
  }

  /** The EU label: two loading days at 6 to 11 years, no lower weight at 12 to 17 years. */
  static LabelOracle eu(int months, @Nullable BigDecimal kg) {
    if (months >= 18 * 12) {
      return dose("600@1", 300, 2);
    }
    if (months < 6) {
      return NO_ROW;
    }
    if (kg == null) {
      return NOT_WEIGHED;
    }
    if (months < 6 * 12) {
      return preschool(kg);
    }
    if (months < 12 * 12) {
      if (below(kg, 15)) {
        return NO_ROW;
      }
      return below(kg, 60) ? dose("300@1 300@15", 300, 4) : dose("600@1", 300, 2);
    }
    return below(kg, 60) ? dose("400@1", 200, 2) : dose("600@1", 300, 2);
  }

  /** Both labels: no loading dose before the sixth birthday. */
  private static LabelOracle preschool(BigDecimal kg) {
    if (below(kg, 5) || !below(kg, 30)) {
      return NO_ROW;
    }
    return below(kg, 15) ? dose(null, 200, 4) : dose(null, 300, 4);
  }

  private static boolean below(BigDecimal kg, int line) {
    return kg.compareTo(BigDecimal.valueOf(line)) < 0;
  }

  private static LabelOracle dose(@Nullable String loading, int mg, int weeks) {
    return new LabelOracle("defined", loading, String.valueOf(mg), String.valueOf(weeks));
  }
}
