package cds.knowledge;

import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Numbers as the rules write them: at most twelve digits before the point and twenty after it. A
 * short text such as {@code 1e999999999} would else take all memory when it is written out.
 */
final class Decimal {

  static final String ALLOWED = "a number has at most 12 digits before the point and 20 after it";

  private static final int BEFORE = 12;
  private static final int AFTER = 20;

  private Decimal() {}

  /**
   * Reads a number.
   *
   * @throws NumberFormatException when it is none of these
   */
  static BigDecimal of(String text) {
    BigDecimal number = new BigDecimal(text.strip());
    if (!fits(number)) {
      throw new NumberFormatException(ALLOWED);
    }
    return number;
  }

  private static boolean fits(BigDecimal number) {
    return number.scale() <= AFTER && (long) number.precision() - number.scale() <= BEFORE;
  }

  /** Whether all numbers of a document are such. */
  static boolean fit(JsonNode node) {
    if (node.isNumber()) {
      try {
        return fits(node.decimalValue());
      } catch (JacksonException e) {
        // Not a number at all, or an infinite one.
        return false;
      }
    }
    for (JsonNode part : node) {
      if (!fit(part)) {
        return false;
      }
    }
    return true;
  }
}
