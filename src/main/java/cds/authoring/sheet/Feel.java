package cds.authoring.sheet;

import cds.knowledge.Cell;
import cds.knowledge.DataElement;
import cds.knowledge.Missing;
import cds.knowledge.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cells of our tables as FEEL, the expression language of DMN. */
final class Feel {

  /** The test that takes everything. */
  static final String ANY = "-";

  private static final String NULL = "null";

  private Feel() {}

  /** The FEEL type of an element's values; doses and dates are texts. */
  static String type(DataElement element) {
    return switch (element.type()) {
      case NUMBER, INTEGER -> "number";
      case BOOLEAN -> "boolean";
      case CODE, DATE, TEXT, DOSES -> "string";
    };
  }

  /** What a cell takes of the values of its element; {@code null} stands for no value. */
  static String tests(Cell cell, DataElement element) {
    if (cell.any()) {
      return ANY;
    }
    boolean missing = !cell.missing().isEmpty();
    if (cell.ranges().stream().anyMatch(range -> range.low() == null && range.high() == null)) {
      return missing ? ANY : "not(" + NULL + ")";
    }
    List<String> tests = new ArrayList<>();
    cell.ranges().forEach(range -> tests.add(test(range)));
    element.values().stream()
        .filter(cell.values()::contains)
        .forEach(value -> tests.add(literal(value, element)));
    if (missing) {
      tests.add(NULL);
    }
    return String.join(", ", tests);
  }

  /** What a cell takes of the reasons for no value; {@code null} where there is a value. */
  static String reasons(Cell cell) {
    if (!namesReasons(cell)) {
      return ANY;
    }
    boolean values = !cell.ranges().isEmpty() || !cell.values().isEmpty();
    return Stream.concat(
            values ? Stream.of(NULL) : Stream.empty(),
            Stream.of(Missing.values())
                .filter(cell.missing()::contains)
                .map(reason -> text(reason.word())))
        .collect(Collectors.joining(", "));
  }

  /** Whether a cell takes a missing value for some reasons only. */
  static boolean namesReasons(Cell cell) {
    return !cell.missing().isEmpty() && cell.missing().size() < Missing.values().length;
  }

  /** The values an element may have, {@code null} included; empty when nothing limits them. */
  static String allowed(DataElement element) {
    Range domain = element.domain();
    boolean bound = domain != null && (domain.low() != null || domain.high() != null);
    List<String> allowed = new ArrayList<>();
    if (domain != null && bound) {
      allowed.add(test(domain));
    }
    element.values().forEach(value -> allowed.add(literal(value, element)));
    if (!allowed.isEmpty() && !element.always()) {
      allowed.add(NULL);
    }
    return String.join(", ", allowed);
  }

  /** The reasons for no value, {@code null} where there is one. */
  static String allowedReasons() {
    return Stream.concat(
            Stream.of(Missing.values()).map(reason -> text(reason.word())), Stream.of(NULL))
        .collect(Collectors.joining(", "));
  }

  private static String test(Range range) {
    BigDecimal low = range.low();
    BigDecimal high = range.high();
    if (low != null && high != null) {
      return range.toString();
    }
    if (low != null) {
      return (range.lowIncluded() ? ">= " : "> ") + low.toPlainString();
    }
    if (high != null) {
      return (range.highIncluded() ? "<= " : "< ") + high.toPlainString();
    }
    return ANY;
  }

  private static String literal(String value, DataElement element) {
    return element.type() == DataElement.Type.BOOLEAN
        ? String.valueOf(value.equals("yes"))
        : text(value);
  }

  /**
   * An output as FEEL.
   *
   * @param value a number, a truth value or anything whose words are its text; null for none
   */
  static String value(@Nullable Object value) {
    if (value == null) {
      return NULL;
    }
    return value instanceof BigDecimal number
        ? number.toPlainString()
        : value instanceof Boolean ? value.toString() : text(value.toString());
  }

  /** A text as FEEL. */
  static String text(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
