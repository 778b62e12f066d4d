package cds.knowledge;

import java.math.BigDecimal;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An interval of numbers.
 *
 * @param low lower bound, or null when there is none
 * @param lowIncluded whether the lower bound belongs to it
 * @param high upper bound, or null when there is none
 * @param highIncluded whether the upper bound belongs to it
 */
public record Range(
    @Nullable BigDecimal low,
    boolean lowIncluded,
    @Nullable BigDecimal high,
    boolean highIncluded) {

  private static final Pattern INTERVAL =
      Pattern.compile("([\\[(])\\s*([^.\\s]?[^\\s]*?)\\s*\\.\\.\\s*([^\\s]*?)\\s*([\\])])");
  private static final Pattern COMPARISON = Pattern.compile("(<=|>=|<|>|=)\\s*(\\S+)");

  /** Whether a number lies in it. */
  public boolean holds(BigDecimal number) {
    if (low != null) {
      int toLow = number.compareTo(low);
      if (toLow < 0 || (toLow == 0 && !lowIncluded)) {
        return false;
      }
    }
    if (high != null) {
      int toHigh = number.compareTo(high);
      return toHigh < 0 || (toHigh == 0 && highIncluded);
    }
    return true;
  }

  /**
   * How far a number lies outside: negative when it is too small, positive when it is too large,
   * zero when it lies in it or on a bound that does not belong to it.
   */
  public BigDecimal gap(BigDecimal number) {
    if (low != null && number.compareTo(low) < 0) {
      return number.subtract(low);
    }
    return high != null && number.compareTo(high) > 0 ? number.subtract(high) : BigDecimal.ZERO;
  }

  /**
   * Reads {@code [15..30)}, {@code [60..)}, {@code >= 3} or {@code 4}; bounds may be what {@code
   * bound} understands.
   *
   * @return the range, or null when the text is none of these
   * @throws IllegalArgumentException when a bound is wrong or the range is empty
   */
  static @Nullable Range parse(String text, Function<String, @Nullable BigDecimal> bound) {
    Matcher interval = INTERVAL.matcher(text);
    if (interval.matches()) {
      BigDecimal low = optional(interval.group(2), bound);
      BigDecimal high = optional(interval.group(3), bound);
      boolean lowIncluded = interval.group(1).equals("[");
      boolean highIncluded = interval.group(4).equals("]");
      if (low != null && high != null) {
        int order = low.compareTo(high);
        if (order > 0 || (order == 0 && !(lowIncluded && highIncluded))) {
          throw new IllegalArgumentException("'" + text + "' holds no number");
        }
      }
      return new Range(low, lowIncluded && low != null, high, highIncluded && high != null);
    }
    Matcher comparison = COMPARISON.matcher(text);
    if (comparison.matches()) {
      BigDecimal value = optional(comparison.group(2), bound);
      return switch (comparison.group(1)) {
        case "<" -> new Range(null, false, value, false);
        case "<=" -> new Range(null, false, value, true);
        case ">" -> new Range(value, false, null, false);
        case ">=" -> new Range(value, true, null, false);
        default -> new Range(value, true, value, true);
      };
    }
    BigDecimal point = bound.apply(text);
    return point == null ? null : new Range(point, true, point, true);
  }

  private static @Nullable BigDecimal optional(
      String text, Function<String, @Nullable BigDecimal> bound) {
    if (text.isEmpty()) {
      return null;
    }
    BigDecimal value = bound.apply(text);
    if (value == null) {
      throw new IllegalArgumentException(
          "'" + text + "' is no number; allowed: 14.9 (decimal point, no unit)");
    }
    return value;
  }

  @Override
  public String toString() {
    if (low != null && high != null && low.compareTo(high) == 0) {
      return low.toPlainString();
    }
    return (lowIncluded ? "[" : "(")
        + (low == null ? "" : low.toPlainString())
        + ".."
        + (high == null ? "" : high.toPlainString())
        + (highIncluded ? "]" : ")");
  }
}
