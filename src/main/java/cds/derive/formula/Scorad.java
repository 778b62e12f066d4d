package cds.derive.formula;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * SCORAD = A/5 + 7B/2 + C: extent A 0–100, intensity B 0–18, itch and sleep loss 0–10 each
 * (European Task Force on Atopic Dermatitis 1993; Oranje 2007).
 */
final class Scorad implements ScoreFormula {

  @Override
  public Optional<BigDecimal> total(Map<String, BigDecimal> components, int ageYears) {
    BigDecimal extent = Easi.within(components.get("scorad-extent"), 100);
    BigDecimal intensity = Easi.within(components.get("scorad-intensity"), 18);
    BigDecimal itch = Easi.within(components.get("scorad-itch"), 10);
    BigDecimal sleep = Easi.within(components.get("scorad-sleep"), 10);
    if (extent == null || intensity == null || itch == null || sleep == null) {
      return Optional.empty();
    }
    return Optional.of(
        extent
            .divide(BigDecimal.valueOf(5))
            .add(intensity.multiply(new BigDecimal("3.5")))
            .add(itch)
            .add(sleep));
  }

  @Override
  public Optional<Integer> otherAge(int ageYears) {
    return Optional.empty();
  }
}
