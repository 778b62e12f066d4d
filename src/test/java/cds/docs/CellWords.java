package cds.docs;

import static cds.docs.Markdown.escape;

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
final class CellWords {

  private static final Pattern INTERVAL = Pattern.compile("([\\[(])\\s*(.*?)\\.\\.(.*?)\\s*([])])");
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

  private final Dictionary dictionary;

  CellWords(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** The label of the element and what the cell takes; empty when it takes everything. */
  String condition(String element, String cell) {
    String takes = takes(element, cell);
    return takes.isEmpty() ? "" : escape(dictionary.label(element)) + ": " + takes;
  }

  /** What the cell takes, in words. */
  String takes(String element, String cell) {
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
    if (!dictionary.numeric(element)) {
      return escape(part);
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
    Matcher domain = INTERVAL.matcher(RulePages.text(dictionary.element(element), "domain"));
    return domain.matches() ? domain.group(part).strip() : "";
  }

  /** How two bounds are ordered; with what is no number nothing can be said against a word. */
  private int order(String one, String other) {
    BigDecimal first = number(one);
    BigDecimal second = number(other);
    return first == null || second == null ? 1 : first.compareTo(second);
  }

  private @Nullable BigDecimal number(String written) {
    String value = dictionary.value(written);
    return value.matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(value) : null;
  }

  private String number(String element, String written) {
    String unit = Dictionary.spoken(dictionary.unit(element));
    String plain = dictionary.value(written);
    String shown =
        grouped(plain)
            + (unit.isEmpty() || unit.startsWith("%") || unit.startsWith("/") ? unit : " " + unit);
    if (dictionary.unit(element).equals("mo") && plain.matches("\\d+")) {
      shown = age(Integer.parseInt(plain));
    }
    String name = written.matches("\\{\\w+}") ? " (`" + written.replaceAll("[{}]", "") + "`)" : "";
    return shown + name;
  }

  /** Months as a clinician says them: years from the second birthday on. */
  private static String age(int months) {
    return months < MONTHS_READ_AS_YEARS || months % 12 != 0
        ? months + " months"
        : months / 12 + " years";
  }

  private static String grouped(String number) {
    return number.replaceAll("(\\d)(?=(\\d{3})+$)", "$1,");
  }

  /** Words joined as in speech. */
  static String or(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
