package cds.authoring.sheet;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** As much of FEEL as a unary test of our tables needs, written from the standard. */
final class FeelReading {

  private static final Pattern INTERVAL =
      Pattern.compile("([\\[(])(-?[0-9.]+?)\\.\\.(-?[0-9.]+)([])])");
  private static final Pattern COMPARISON = Pattern.compile("(<=|>=|<|>) (-?[0-9.]+)");

  private FeelReading() {}

  /** Whether a value satisfies the tests; null is a value. */
  static boolean holds(String tests, @Nullable Object value) {
    if (tests.equals("-")) {
      return true;
    }
    if (tests.equals("not(null)")) {
      return value != null;
    }
    return Stream.of(tests.split(", ")).anyMatch(test -> one(test, value));
  }

  private static boolean one(String test, @Nullable Object value) {
    if (test.equals("null")) {
      return value == null;
    }
    Matcher interval = INTERVAL.matcher(test);
    Matcher comparison = COMPARISON.matcher(test);
    if (interval.matches()) {
      return value instanceof BigDecimal number
          && above(number, interval.group(2), interval.group(1).equals("["))
          && above(
              new BigDecimal(interval.group(3)), number.toString(), interval.group(4).equals("]"));
    }
    if (comparison.matches()) {
      boolean included = comparison.group(1).endsWith("=");
      BigDecimal bound = new BigDecimal(comparison.group(2));
      return value instanceof BigDecimal number
          && (comparison.group(1).startsWith(">")
              ? above(number, bound.toString(), included)
              : above(bound, number.toString(), included));
    }
    if (test.startsWith("\"")) {
      return test.equals("\"" + value + "\"");
    }
    if (test.equals("true") || test.equals("false")) {
      return Boolean.valueOf(test).equals(value);
    }
    return value instanceof BigDecimal number && number.compareTo(new BigDecimal(test)) == 0;
  }

  private static boolean above(BigDecimal number, String bound, boolean included) {
    int order = number.compareTo(new BigDecimal(bound));
    return order > 0 || (included && order == 0);
  }
}
