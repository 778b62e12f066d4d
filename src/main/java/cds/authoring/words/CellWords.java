package cds.authoring.words;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One input cell of a table, such as {@code [15..30) | missing}, in words. */
public final class CellWords {

  private static final Pattern INTERVAL = Pattern.compile("([\\[(])\\s*(.*?)\\.\\.(.*?)\\s*([])])");
  private static final Pattern NAMED = Pattern.compile("\\{(\\w+)}");
  private static final Pattern COMPARISON = Pattern.compile("(<=|>=|<|>|=)\\s*(.+)");
  private static final int MONTHS_READ_AS_YEARS = 24;
  private static final Map<String, String> WHY =
      new TreeMap<>(
          Map.of(
              "absent", "not recorded",
              "stale", "too old",
              "invalid", "recorded but not usable",
              "discordant", "recorded twice and contradictory",
              "unreadable", "not readable"));

  private static final Map<String, String> UNITS =
      Map.of(
          "mo", "months", "a", "years", "d", "days", "wk", "weeks", "/uL", "/µL", "{score}", "",
          "1", "");

  private final Names names;
  private final Marks marks;

  /** Takes what gives names, and how words are written. */
  public CellWords(Names names, Marks marks) {
    this.names = names;
    this.marks = marks;
  }

  /** The label of the element and what the cell takes; empty when it takes everything. */
  public String condition(String element, String cell) {
    String takes = takes(element, cell);
    return takes.isEmpty() ? "" : marks.text(names.label(element)) + ": " + takes;
  }

  /** What the cell takes, in words. */
  public String takes(String element, String cell) {
    if (cell.strip().equals("any")) {
      return "";
    }
    List<String> parts = Stream.of(cell.split("\\|", -1)).map(String::strip).toList();
    List<String> words = new ArrayList<>();
    for (String part : parts) {
      words.add(part.startsWith("missing") ? missing(part) : value(element, part));
    }
    return or(words);
  }

  private static String missing(String part) {
    String reason = part.contains(":") ? part.substring(part.indexOf(':') + 1).strip() : "";
    return reason.isEmpty() ? "not known" : WHY.getOrDefault(reason, reason);
  }

  private String value(String element, String part) {
    if (!names.isNumeric(element)) {
      return marks.text(part);
    }
    Matcher interval = INTERVAL.matcher(part);
    if (interval.matches()) {
      return interval(element, interval);
    }
    Matcher comparison = COMPARISON.matcher(part);
    if (comparison.matches()) {
      String number = number(element, comparison.group(2));
      return switch (comparison.group(1)) {
        case "<" -> "below " + number;
        case "<=" -> "up to " + number;
        case ">" -> "above " + number;
        case ">=" -> number + " or more";
        default -> number;
      };
    }
    return number(element, part);
  }

  private String interval(String element, Matcher interval) {
    boolean lowIncluded = interval.group(1).equals("[");
    boolean highIncluded = interval.group(4).equals("]");
    String low = interval.group(2).strip();
    String high = interval.group(3).strip();
    String words =
        Stream.of(begins(element, low, lowIncluded), ends(element, high, highIncluded))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "any value" : words;
  }

  /** What the lowest and the highest possible value bound anyway is not worth a word. */
  private String begins(String element, String low, boolean included) {
    int order = order(low, possible(element, 2));
    boolean same = included || possible(element, 1).equals("(");
    if (low.isEmpty() || order < 0 || (order == 0 && same)) {
      return "";
    }
    return included ? number(element, low) + " or more" : "above " + number(element, low);
  }

  private String ends(String element, String high, boolean included) {
    int order = order(possible(element, 3), high);
    boolean same = included || possible(element, 4).equals(")");
    if (high.isEmpty() || order < 0 || (order == 0 && same)) {
      return "";
    }
    return (included ? "up to " : "below ") + number(element, high);
  }

  /** A part of the possible values: bracket, bound, bound, bracket; empty when there is none. */
  private String possible(String element, int part) {
    Matcher domain = INTERVAL.matcher(names.domain(element));
    return domain.matches() ? domain.group(part).strip() : "";
  }

  /** How two bounds are ordered; with what is no number nothing can be said against a word. */
  private int order(String one, String other) {
    BigDecimal first = number(one);
    BigDecimal second = number(other);
    return first == null || second == null ? 1 : first.compareTo(second);
  }

  private @Nullable BigDecimal number(String written) {
    String value = value(written);
    return value.matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(value) : null;
  }

  private String number(String element, String written) {
    String unit = spoken(names.unit(element));
    String plain = value(written);
    String shown =
        grouped(plain)
            + (unit.isEmpty() || unit.startsWith("%") || unit.startsWith("/") ? unit : " " + unit);
    if (names.unit(element).equals("mo") && plain.matches("\\d{1,6}")) {
      shown = age(Integer.parseInt(plain));
    }
    Matcher named = NAMED.matcher(written);
    return named.matches() ? shown + " (" + marks.name(named.group(1)) + ")" : shown;
  }

  /** A number without the name it has; what is no name stays as it is written. */
  private String value(String written) {
    Matcher named = NAMED.matcher(written);
    return named.matches() ? names.parameter(named.group(1)).orElse(written) : written;
  }

  /** A text in which each number that has a name is followed by that name. */
  String withNumbers(String written) {
    StringBuilder words = new StringBuilder();
    Matcher named = NAMED.matcher(written);
    int end = 0;
    while (named.find()) {
      String name = named.group(1);
      words.append(marks.text(written.substring(end, named.start())));
      words.append(
          names
              .parameter(name)
              .map(value -> marks.text(value) + " (" + marks.name(name) + ")")
              .orElseGet(() -> marks.text(named.group())));
      end = named.end();
    }
    return words + marks.text(written.substring(end));
  }

  /** A unit as it is read. */
  public static String spoken(String unit) {
    return UNITS.getOrDefault(unit, unit);
  }

  /** Months as a clinician says them: years from the second birthday on. */
  private static String age(int months) {
    return months < MONTHS_READ_AS_YEARS || months % 12 != 0
        ? months + " months"
        : months / 12 + " years";
  }

  private static String grouped(String number) {
    return number.contains(".") ? number : number.replaceAll("(\\d)(?=(\\d{3})+$)", "$1,");
  }

  /** Words joined as in speech. */
  public static String or(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
