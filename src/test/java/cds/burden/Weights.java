package cds.burden;

import cds.rules.Release;
import java.util.List;
import java.util.Objects;

/** Plausible weights: between the curves of the release for children, adults around a mean. */
final class Weights {

  private static final List<String[]> CURVES =
      Objects.requireNonNull(Release.texts().get("rules/reference/weight-for-age.csv"))
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .toList();

  private Weights() {}

  static double draw(Draw draw, String sex, int months) {
    if (months >= 216) {
      return draw.around(76, 16, 42, 140);
    }
    double low = 3;
    double high = 5;
    for (String[] row : CURVES) {
      if (row[0].equals(sex) && Double.parseDouble(row[1]) <= months) {
        low = Double.parseDouble(row[2]);
        high = Double.parseDouble(row[3]);
      }
    }
    return draw.around((low + high) / 2, (high - low) / 4, low, high);
  }
}
