package cds.derive.formula;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** A published formula that recomputes a total score from its components. */
public interface ScoreFormula {

  /** The formula of this name, if there is one. */
  static Optional<ScoreFormula> named(String name) {
    return switch (name) {
      case "easi" -> Optional.of(new Easi());
      case "scorad" -> Optional.of(new Scorad());
      default -> Optional.empty();
    };
  }

  /**
   * The total, when every component is given.
   *
   * @param components value by component code; values outside their range make it empty
   * @param ageYears age in completed years on the day of the score
   */
  Optional<BigDecimal> total(Map<String, BigDecimal> components, int ageYears);

  /**
   * Whether the formula depends on age, so that the weights of the other age group may explain a
   * difference: an age in completed years of the other group.
   */
  Optional<Integer> otherAge(int ageYears);
}
