package cds.fhir;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ages as FHIR gives them. */
final class Ages {

  /** Units of age of FHIR's value set that can be counted in years, per year. */
  private static final Map<String, BigDecimal> PER_YEAR =
      Map.of(
          "a",
          BigDecimal.ONE,
          "mo",
          BigDecimal.valueOf(12),
          "wk",
          new BigDecimal("52.1775"),
          "d",
          new BigDecimal("365.2425"));

  private static final BigDecimal OLDEST = BigDecimal.valueOf(150);

  private Ages() {}

  /** Completed years of an Age; null for anything else and for an age nobody reaches. */
  static @Nullable Integer completedYears(Element value) {
    BigDecimal number = value.get("value").number();
    if (!value.is("Age") || number == null || value.has("comparator")) {
      return null;
    }
    String unit = value.has("code") ? value.text("code") : value.text("unit");
    BigDecimal perYear = unit == null ? null : PER_YEAR.get(unit);
    if (perYear == null || number.signum() < 0) {
      return null;
    }
    BigDecimal years = number.divide(perYear, 0, RoundingMode.DOWN);
    return years.compareTo(OLDEST) > 0 ? null : Integer.valueOf(years.intValue());
  }
}
