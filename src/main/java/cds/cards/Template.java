package cds.cards;

import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Source;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fills the placeholders of card texts: {@code {weight_kg}}, {@code {weight_kg.date}}, {@code
 * {weight_kg.because}} (what its resources say; several elements with commas), parameters, and
 * words the composer gives.
 */
final class Template {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([\\w.,-]+)}");
  private static final String BECAUSE = ".because";
  private static final String NOT_KNOWN = "not known";
  private static final int MONTHS_READ_AS_YEARS = 24;

  private final RuleSet rules;
  private final Situation situation;
  private final List<String> context;

  /** Takes the values, and the elements whose resources no sentence needs to name. */
  Template(RuleSet rules, Situation situation, List<String> context) {
    this.rules = rules;
    this.situation = situation;
    this.context = context;
  }

  /**
   * What a sentence names of some resources: not those everybody sees, unless there are no more.
   */
  Set<Source> told(Set<Source> sources) {
    Set<Source> told = new LinkedHashSet<>(sources);
    context.forEach(name -> told.removeAll(situation.get(rules.element(name)).sources()));
    return told.isEmpty() ? sources : told;
  }

  /** The text with every placeholder filled; an element without value reads "not known". */
  String fill(String text, Map<String, String> words) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    return matcher.replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), words)));
  }

  private String value(String name, Map<String, String> words) {
    String word = words.get(name);
    if (word != null) {
      return word;
    }
    if (name.endsWith(BECAUSE)) {
      String names = name.substring(0, name.length() - BECAUSE.length());
      return because(context.contains(names) ? sources(names) : told(sources(names)));
    }
    DataElement known = rules.elements().get(element(name));
    if (known == null) {
      return rules.parameters().containsKey(name)
          ? plain(rules.parameters().get(name).value())
          : NOT_KNOWN;
    }
    DataValue value = situation.get(known);
    if (name.endsWith(".why")) {
      return value instanceof DataValue.None none ? none.says() : "";
    }
    if (name.endsWith(".date")) {
      return value.dated() == null ? "unknown date" : String.valueOf(value.dated());
    }
    return value instanceof DataValue.Known found ? format(found.value(), known.unit()) : NOT_KNOWN;
  }

  /** The resources of one element, or of several separated by commas. */
  private Set<Source> sources(String names) {
    Set<Source> sources = new LinkedHashSet<>();
    for (String name : names.split(",", -1)) {
      DataElement element = rules.elements().get(name);
      if (element != null) {
        sources.addAll(situation.get(element).sources());
      }
    }
    return sources;
  }

  private static String element(String name) {
    return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
  }

  static String because(Set<Source> sources) {
    return sources.isEmpty()
        ? "no resource says more"
        : sources.stream().map(Source::says).distinct().collect(Collectors.joining("; "));
  }

  private static String format(Object value, @Nullable String unit) {
    if (value instanceof BigDecimal number) {
      if ("mo".equals(unit)) {
        return age(number.intValue());
      }
      if ("wk".equals(unit)) {
        return plain(number) + " weeks";
      }
      if ("d".equals(unit)) {
        return plain(number) + " days";
      }
      String mark = unit == null || unit.startsWith("{") ? "" : unit;
      return plain(number) + (mark.isEmpty() || mark.startsWith("/") ? mark : " " + mark);
    }
    return value instanceof Boolean yes ? (yes ? "yes" : "no") : value.toString();
  }

  private static String age(int months) {
    if (months < MONTHS_READ_AS_YEARS) {
      return months + (months == 1 ? " month" : " months");
    }
    int rest = months % 12;
    return months / 12
        + " years"
        + (rest == 0 ? "" : " " + rest + (rest == 1 ? " month" : " months"));
  }

  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** Placeholders that name neither an element, a parameter nor one of the given words. */
  static Set<String> unknown(String text, RuleSet rules, Function<String, Boolean> word) {
    Set<String> unknown = new TreeSet<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(1);
      for (String element : element(name).split(",", -1)) {
        if (!word.apply(name)
            && !rules.elements().containsKey(element)
            && !rules.parameters().containsKey(name)) {
          unknown.add(element);
        }
      }
    }
    return unknown;
  }
}
