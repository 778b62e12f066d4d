package cds.explain;

import cds.knowledge.Cell;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.Range;
import cds.language.Language;
import cds.language.Sentence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what a cell asks for, what it met, and by how much that was off. */
final class Conditions {

  private static final Map<Missing, String> WHY =
      Map.of(
          Missing.ABSENT, "no value on record",
          Missing.STALE, "too old",
          Missing.INVALID, "on record, not usable",
          Missing.DISCORDANT, "two values contradict each other",
          Missing.UNREADABLE, "could not be had or read");

  private final Language english;

  Conditions(Language english) {
    this.english = english;
  }

  /** Tests a cell on a value. */
  Explanation.Condition of(DataElement element, Cell cell, DataValue value) {
    boolean holds = cell.test(value);
    Near near = holds || value.number() == null ? null : nearest(cell, value.number());
    String is = value(element, value);
    String needs = needs(element, cell);
    return new Explanation.Condition(
        element.name(),
        element.label(),
        is,
        needs,
        holds,
        near == null ? null : near.gap(),
        holds ? 0 : near == null ? 1 : near.distance(),
        element.label()
            + " "
            + is
            + (holds ? " (row needs " + needs + ")" : ", row needs " + needs)
            + (near == null ? "" : off(element, near.gap())));
  }

  /** A gap, and what part of the bound it is. */
  private record Near(BigDecimal gap, double distance) {

    static Near of(Range range, BigDecimal number) {
      BigDecimal gap = range.gap(number);
      BigDecimal bound = number.subtract(gap).abs();
      double part =
          bound.signum() == 0
              ? gap.abs().doubleValue()
              : gap.abs().divide(bound, MathContext.DECIMAL32).doubleValue();
      return new Near(gap, Math.min(1, part));
    }
  }

  private static @Nullable Near nearest(Cell cell, BigDecimal number) {
    return cell.ranges().stream()
        .map(range -> Near.of(range, number))
        .min(Comparator.comparing(near -> near.gap().abs()))
        .orElse(null);
  }

  private String off(DataElement element, BigDecimal gap) {
    return switch (gap.signum()) {
      case 0 -> " (on the bound, which does not count)";
      case -1 -> " (" + number(element, gap.negate()) + " short)";
      default -> " (" + number(element, gap) + " too much)";
    };
  }

  private String value(DataElement element, DataValue value) {
    if (value instanceof DataValue.None none) {
      return "missing (" + WHY.get(none.reason()) + ")";
    }
    BigDecimal number = value.number();
    if (number != null) {
      return number(element, number);
    }
    Boolean yes = value.yes();
    return yes == null ? String.valueOf(value.text()) : yes ? "yes" : "no";
  }

  private String number(DataElement element, BigDecimal number) {
    return Sentence.quantity(number, element.unit()).in(english);
  }

  private String needs(DataElement element, Cell cell) {
    List<String> parts = new ArrayList<>();
    cell.ranges().forEach(range -> parts.add(range(element, range)));
    parts.addAll(cell.values());
    if (cell.missing().size() == Missing.values().length) {
      parts.add("missing");
    } else {
      cell.missing().stream().sorted().forEach(reason -> parts.add("missing: " + WHY.get(reason)));
    }
    return String.join(" or ", parts);
  }

  private String range(DataElement element, Range range) {
    BigDecimal low = range.low();
    BigDecimal high = range.high();
    if (low != null && high != null && low.compareTo(high) == 0) {
      return number(element, low);
    }
    String from = low == null ? "" : (range.lowIncluded() ? "≥ " : "> ") + number(element, low);
    String to = high == null ? "" : (range.highIncluded() ? "≤ " : "< ") + number(element, high);
    return from + (from.isEmpty() || to.isEmpty() ? "" : " and ") + to;
  }
}
