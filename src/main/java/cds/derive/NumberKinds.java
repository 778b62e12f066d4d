package cds.derive;

import cds.knowledge.Curve;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Doses;
import cds.knowledge.Missing;
import cds.knowledge.Source;
import cds.language.Phrase;
import cds.language.Sentence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Kinds that compute with numbers and dates of other elements. */
final class NumberKinds {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private NumberKinds() {}

  static void register(Map<String, Function<Args, Derivation>> kinds) {
    kinds.put("compare", args -> two(args, "left", "right", NumberKinds::compare));
    kinds.put("difference", NumberKinds::difference);
    kinds.put("scaled", NumberKinds::scaled);
    kinds.put("percent-fall", args -> two(args, "from", "to", NumberKinds::percentFall));
    kinds.put("days-between", NumberKinds::daysBetween);
    kinds.put("piecewise-linear", NumberKinds::piecewise);
    kinds.put("band-distance", NumberKinds::bandDistance);
    kinds.put("doses-total", NumberKinds::total);
  }

  /** What two numbers come to. */
  @FunctionalInterface
  private interface Two {
    DataValue of(BigDecimal x, BigDecimal y, DataValue a, DataValue b);
  }

  /** A kind over the numbers of two elements; missing when one of them is. */
  private static Derivation two(Args args, String left, String right, Two result) {
    DataElement first = args.input(left);
    DataElement second = args.input(right);
    return c -> {
      DataValue a = c.get(first);
      DataValue b = c.get(second);
      BigDecimal x = a.number();
      BigDecimal y = b.number();
      return x == null || y == null ? missing(a, b) : result.of(x, y, a, b);
    };
  }

  /**
   * One number minus another. With {@code least}, a first number below it cannot be judged: a score
   * of 3 cannot fall by 4.
   */
  private static Derivation difference(Args args) {
    BigDecimal least = args.optionalNumber("least");
    return two(
        args,
        "of",
        "minus",
        (x, y, a, b) ->
            least != null && x.compareTo(least) < 0
                ? DataValue.none(
                    Missing.INVALID, Phrase.FIRST_VALUE_TOO_LOW.of(Sentence.number(x)), both(a, b))
                : DataValue.of(x.subtract(y), b.dated(), both(a, b)));
  }

  /** {@code below}, {@code equal} or {@code above}: the left element against the right one. */
  private static DataValue compare(BigDecimal x, BigDecimal y, DataValue a, DataValue b) {
    int order = x.compareTo(y);
    return DataValue.of(order < 0 ? "below" : order > 0 ? "above" : "equal", both(a, b));
  }

  /** Fall in percent of the first value, unrounded; a first value of 0 cannot be judged. */
  private static DataValue percentFall(BigDecimal x, BigDecimal y, DataValue a, DataValue b) {
    if (x.signum() == 0) {
      return DataValue.none(Missing.INVALID, Phrase.FIRST_VALUE_ZERO, both(a, b));
    }
    BigDecimal fall = x.subtract(y).multiply(HUNDRED).divide(x, MathContext.DECIMAL64);
    return DataValue.of(fall, b.dated(), both(a, b));
  }

  /** An element's value times a factor. */
  private static Derivation scaled(Args args) {
    DataElement of = args.input("of");
    BigDecimal factor = args.number("factor");
    return c -> {
      DataValue value = c.get(of);
      BigDecimal number = value.number();
      return number == null
          ? missing(value, value)
          : DataValue.of(number.multiply(factor), value.dated(), value.sources());
    };
  }

  /**
   * Days from one element's day to another's (or to the evaluation); with {@code absolute}, apart.
   */
  private static Derivation daysBetween(Args args) {
    DataElement from = args.input("from");
    @Nullable DataElement to = args.optionalInput("to");
    boolean absolute = args.node("absolute").asBoolean(false);
    return c -> {
      DataValue a = c.get(from);
      DataValue b = to == null ? DataValue.of(c.chart().on(), List.of()) : c.get(to);
      LocalDate first = day(a);
      LocalDate second = day(b);
      if (first == null || second == null) {
        return missing(a, b);
      }
      long days = ChronoUnit.DAYS.between(first, second);
      return DataValue.of(BigDecimal.valueOf(absolute ? Math.abs(days) : days), both(a, b));
    };
  }

  private static @Nullable LocalDate day(DataValue value) {
    LocalDate day = value.day();
    return day != null ? day : value.dated();
  }

  /**
   * A reference curve at an element's value (plus {@code offset}, not below 0), times {@code
   * factor}. {@code group} names the element that picks the curve; when no group of that name
   * exists, {@code otherwise} takes the least or greatest of all groups. With {@code clamp} the
   * curve's ends stand for what lies beyond them.
   */
  private static Derivation piecewise(Args args) {
    Curve curve = args.rules().curves().get(args.text("curve"));
    String column = args.text("column");
    DataElement x = args.input("x");
    @Nullable DataElement group = args.optionalInput("group");
    BigDecimal offset = args.optionalNumber("offset");
    BigDecimal factor = args.optionalNumber("factor");
    boolean clamp = args.node("clamp").asBoolean(false);
    boolean least = args.oneOf("otherwise", "least", "least", "greatest").equals("least");
    if (curve == null || !curve.columns().containsKey(column)) {
      args.problem("curve", "no curve with that column under rules/reference");
      return c -> DataValue.none(Missing.ABSENT);
    }
    return c -> {
      DataValue at = c.get(x);
      BigDecimal number = at.number();
      if (number == null) {
        return missing(at, at);
      }
      BigDecimal shifted = offset == null ? number : number.add(offset).max(BigDecimal.ZERO);
      String wanted = group == null ? "" : Objects.requireNonNullElse(c.get(group).text(), "");
      Set<String> groups = curve.groups().contains(wanted) ? Set.of(wanted) : curve.groups();
      BigDecimal found = null;
      for (String name : groups) {
        BigDecimal inside = clamp ? curve.clamp(column, name, shifted) : shifted;
        BigDecimal value = curve.at(column, name, inside).orElse(null);
        if (value != null) {
          found = found == null ? value : least ? found.min(value) : found.max(value);
        }
      }
      return found == null
          ? DataValue.none(Missing.ABSENT, Phrase.NO_REFERENCE_VALUE)
          : DataValue.of(factor == null ? found : found.multiply(factor), at.sources());
    };
  }

  /** How many bands two coded elements lie apart; bands in {@code order}, synonyms in a list. */
  private static Derivation bandDistance(Args args) {
    DataElement left = args.input("a");
    DataElement right = args.input("b");
    List<List<String>> order = new ArrayList<>();
    for (JsonNode band : args.node("order")) {
      List<String> names = new ArrayList<>();
      if (band.isString()) {
        names.add(band.asString());
      }
      band.forEach(name -> names.add(name.asString("")));
      order.add(names);
    }
    return c -> {
      DataValue a = c.get(left);
      DataValue b = c.get(right);
      int x = band(order, a.text());
      int y = band(order, b.text());
      return x < 0 || y < 0
          ? missing(a, b)
          : DataValue.of(BigDecimal.valueOf(Math.abs(x - y)), both(a, b));
    };
  }

  private static int band(List<List<String>> order, @Nullable String name) {
    for (int i = 0; i < order.size(); i++) {
      if (name != null && order.get(i).contains(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The sum in mg ({@code part: mg}) or the number of some doses; 0 when there are none. */
  private static Derivation total(Args args) {
    DataElement of = args.input("of");
    boolean mg = args.oneOf("part", "mg", "mg", "number").equals("mg");
    return c -> {
      DataValue value = c.get(of);
      List<Doses.Dose> doses =
          value instanceof DataValue.Known known && known.value() instanceof Doses given
              ? given.doses()
              : List.of();
      BigDecimal sum = doses.stream().map(Doses.Dose::mg).reduce(BigDecimal.ZERO, BigDecimal::add);
      return DataValue.of(mg ? sum : BigDecimal.valueOf(doses.size()), value.sources());
    };
  }

  private static DataValue missing(DataValue a, DataValue b) {
    if (a instanceof DataValue.None none) {
      return none;
    }
    return b instanceof DataValue.None none
        ? none
        : DataValue.none(Missing.INVALID, Phrase.NOT_COMPUTABLE, both(a, b));
  }

  private static Set<Source> both(DataValue a, DataValue b) {
    Set<Source> sources = new LinkedHashSet<>(a.sources());
    sources.addAll(b.sources());
    return sources;
  }
}
