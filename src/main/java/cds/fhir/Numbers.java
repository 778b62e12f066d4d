package cds.fhir;

import java.math.BigDecimal;

/** Numbers in one form, so that equal values are equal and read the same. */
final class Numbers {

  private Numbers() {}

  /** Without trailing zeros and without an exponent: 300, not 3E+2 or 300.0. */
  static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
