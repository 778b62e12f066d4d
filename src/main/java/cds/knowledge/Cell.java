package cds.knowledge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One input cell of a decision table: a union of intervals, comparisons, values and {@code
 * missing}, or {@code any}. A closed language: there is nothing in it that could run code.
 *
 * @param any whether it takes everything, also missing
 * @param ranges numbers it takes
 * @param values codes it takes ({@code yes}, {@code no} for booleans)
 * @param missing reasons for missing that it takes
 */
public record Cell(boolean any, List<Range> ranges, Set<String> values, Set<Missing> missing) {

  /** The cell {@code any}. */
  public static final Cell ANY =
      new Cell(true, List.of(), Set.of(), Set.copyOf(EnumSet.allOf(Missing.class)));

  /**
   * Reads a cell for an element.
   *
   * @param text the cell; {@code |} separates alternatives
   * @param element the column's element
   * @param parameter value of a parameter {@code {name}}; null when unknown
   * @throws IllegalArgumentException with what is allowed, when the cell cannot be read
   */
  public static Cell parse(
      String text, DataElement element, Function<String, @Nullable BigDecimal> parameter) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "the cell is blank; write any if everything is meant, missing if no value is meant");
    }
    if (text.strip().equals("any")) {
      return ANY;
    }
    List<Range> ranges = new ArrayList<>();
    Set<String> values = new TreeSet<>();
    Set<Missing> missing = EnumSet.noneOf(Missing.class);
    for (String part : text.split("\\|", -1)) {
      String word = part.strip();
      if (word.equals("missing")) {
        missing.addAll(EnumSet.allOf(Missing.class));
      } else if (word.startsWith("missing:")) {
        String reason = word.substring("missing:".length()).strip();
        missing.add(
            Missing.ofWord(reason)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "'" + reason + "' is no reason for missing" + reasons(reason))));
      } else if (element.isNumeric()) {
        ranges.add(range(word, element, parameter));
      } else if (element.values().contains(word)) {
        values.add(word);
      } else {
        throw noValue(word, element, "any, missing");
      }
    }
    if (element.always() && !missing.isEmpty()) {
      throw new IllegalArgumentException(element.name() + " always has a value");
    }
    return new Cell(false, List.copyOf(ranges), new LinkedHashSet<>(values), Set.copyOf(missing));
  }

  /** What to tell an author whose word is none of an element's values. */
  static IllegalArgumentException noValue(String word, DataElement element, String others) {
    return new IllegalArgumentException(
        "'%s' is no value of %s; allowed: %s, %s%s"
            .formatted(
                word,
                element.name(),
                String.join(", ", element.values()),
                others,
                Problems.nearest(word, element.values())));
  }

  private static String reasons(String read) {
    return Problems.nearest(
        read, Stream.of(Missing.values()).map(Missing::word).collect(Collectors.toSet()));
  }

  private static Range range(
      String word, DataElement element, Function<String, @Nullable BigDecimal> parameter) {
    Range range = Range.parse(word, bound -> bound(bound, element, parameter));
    if (range == null) {
      throw new IllegalArgumentException(
          "'"
              + word
              + "' is no number"
              + (element.unit() == null ? "" : " in " + element.unit())
              + "; allowed: [15..30), >= 3, 4, {parameter}, any, missing (decimal point, no unit)");
    }
    return range;
  }

  private static @Nullable BigDecimal bound(
      String text, DataElement element, Function<String, @Nullable BigDecimal> parameter) {
    if (text.startsWith("{") && text.endsWith("}")) {
      return parameter.apply(text.substring(1, text.length() - 1));
    }
    if (!text.matches("-?\\d{1,12}(\\.\\d{1,9})?")) {
      return null;
    }
    BigDecimal number = new BigDecimal(text);
    if (element.type() == DataElement.Type.INTEGER && number.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException(
          "'" + text + "': " + element.name() + " takes whole numbers only");
    }
    return number;
  }

  /** Whether the value satisfies this cell. Total: every value gives an answer. */
  public boolean test(DataValue value) {
    if (any) {
      return true;
    }
    if (value instanceof DataValue.None none) {
      return missing.contains(none.reason());
    }
    BigDecimal number = value.number();
    if (number != null) {
      for (Range range : ranges) {
        if (range.holds(number)) {
          return true;
        }
      }
      return false;
    }
    Boolean yes = value.yes();
    if (yes != null) {
      return values.contains(yes ? "yes" : "no");
    }
    String text = value.text();
    return text != null && values.contains(text);
  }

  /** The cell in its normal form: equal texts mean equal tests. */
  public String normal() {
    if (any) {
      return "any";
    }
    Stream<String> reasons =
        missing.size() == Missing.values().length
            ? Stream.of("missing")
            : missing.stream().sorted().map(reason -> "missing:" + reason.word());
    return Stream.of(ranges.stream().map(Range::toString), values.stream(), reasons)
        .flatMap(Function.identity())
        .collect(Collectors.joining(" | "));
  }
}
