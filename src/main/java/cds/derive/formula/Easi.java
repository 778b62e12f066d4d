package cds.derive.formula;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * EASI: per region, the sum of four signs (0–3 each, half points allowed) × area score (0–6) ×
 * weight; the head weighs more and the legs less under 8 years (Hanifin 2001; DermNet "EASI
 * score").
 */
final class Easi implements ScoreFormula {

  private static final int WEIGHTS_CHANGE_AT_YEARS = 8;
  private static final List<String> SIGNS =
      List.of("erythema", "induration", "excoriation", "lichenification");
  private static final Map<String, BigDecimal> OLDER =
      Map.of(
          "head-neck", new BigDecimal("0.1"),
          "upper-limbs", new BigDecimal("0.2"),
          "trunk", new BigDecimal("0.3"),
          "lower-limbs", new BigDecimal("0.4"));
  private static final Map<String, BigDecimal> YOUNGER =
      Map.of(
          "head-neck", new BigDecimal("0.2"),
          "upper-limbs", new BigDecimal("0.2"),
          "trunk", new BigDecimal("0.3"),
          "lower-limbs", new BigDecimal("0.3"));

  @Override
  public Optional<BigDecimal> total(Map<String, BigDecimal> components, int ageYears) {
    Map<String, BigDecimal> weights = ageYears < WEIGHTS_CHANGE_AT_YEARS ? YOUNGER : OLDER;
    BigDecimal total = BigDecimal.ZERO;
    for (Map.Entry<String, BigDecimal> region : weights.entrySet()) {
      BigDecimal area = within(components.get("easi-" + region.getKey() + "-area"), 6);
      BigDecimal signs = BigDecimal.ZERO;
      for (String sign : SIGNS) {
        BigDecimal value = within(components.get("easi-" + region.getKey() + "-" + sign), 3);
        if (value == null) {
          return Optional.empty();
        }
        signs = signs.add(value);
      }
      if (area == null) {
        return Optional.empty();
      }
      total = total.add(signs.multiply(area).multiply(region.getValue()));
    }
    return Optional.of(total);
  }

  @Override
  public Optional<Integer> otherAge(int ageYears) {
    return Optional.of(
        ageYears < WEIGHTS_CHANGE_AT_YEARS ? WEIGHTS_CHANGE_AT_YEARS : WEIGHTS_CHANGE_AT_YEARS - 1);
  }

  static @org.jspecify.annotations.Nullable BigDecimal within(
      @org.jspecify.annotations.Nullable BigDecimal value, int most) {
    return value == null || value.signum() < 0 || value.compareTo(BigDecimal.valueOf(most)) > 0
        ? null
        : value;
  }
}
