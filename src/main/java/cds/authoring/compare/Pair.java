package cds.authoring.compare;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Two numbers: what the live release gives, and the draft. */
public record Pair(int before, int after) {

  /** How much more the draft gives, with its sign. */
  public String more() {
    int more = after - before;
    return more > 0 ? "+" + more : String.valueOf(more);
  }

  /** Both for a hundred. */
  public Shown per100(int all) {
    return new Shown(rate(before, all), rate(after, all));
  }

  private static String rate(int number, int all) {
    return all == 0
        ? "0.0"
        : BigDecimal.valueOf(100L * number)
            .divide(BigDecimal.valueOf(all), 1, RoundingMode.HALF_UP)
            .toPlainString();
  }

  /** Two rates with one decimal. */
  public record Shown(String before, String after) {}
}
