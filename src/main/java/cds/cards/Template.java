package cds.cards;

import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Source;
import cds.language.Language;
import cds.language.Phrase;
import cds.language.Placeholders;
import cds.language.Sentence;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fills the placeholders of card texts: {@code {weight_kg}}, {@code {weight_kg.date}}, {@code
 * {weight_kg.because}} (what its resources say; several elements with commas), parameters, and
 * words the composer gives.
 */
final class Template {

  private static final String BECAUSE = ".because";
  private static final int MONTHS_READ_AS_YEARS = 24;
  private static final int MONTHS_A_YEAR = 12;

  private final RuleSet rules;
  private final Situation situation;
  private final List<String> context;
  private final Language language;

  /**
   * Takes the values, the elements whose resources no sentence needs to name, and the language to
   * write in.
   */
  Template(RuleSet rules, Situation situation, List<String> context, Language language) {
    this.language = language;
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

  /**
   * The text in the language, with every placeholder filled; an element without value reads "not
   * known".
   *
   * @param text an English text of the rules
   * @param words what the composer gives, in the language; null for what it does not
   */
  String fill(String text, Words words) {
    return Placeholders.fill(language.text(text), name -> value(name, words));
  }

  /** Words by the name of their placeholder. */
  interface Words {
    @Nullable String of(String name);
  }

  private String value(String name, Words words) {
    String word = words.of(name);
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
          ? language.number(rules.parameters().get(name).value())
          : say(Phrase.NOT_KNOWN);
    }
    DataValue value = situation.get(known);
    if (name.endsWith(".why")) {
      return value instanceof DataValue.None none ? say(none.says()) : "";
    }
    if (name.endsWith(".date")) {
      LocalDate date = value.dated();
      return date == null ? say(Phrase.UNKNOWN_DATE) : language.date(date);
    }
    return value instanceof DataValue.Known found
        ? format(found.value(), known.unit())
        : say(Phrase.NOT_KNOWN);
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

  /** What some resources say, one after the other. */
  String because(Set<Source> sources) {
    return sources.isEmpty()
        ? say(Phrase.NO_RESOURCE)
        : sources.stream()
            .map(source -> say(source.says()))
            .distinct()
            .collect(Collectors.joining("; "));
  }

  private String say(Sentence sentence) {
    return sentence.in(language);
  }

  private String format(Object value, @Nullable String unit) {
    if (value instanceof BigDecimal number) {
      return quantity(number, unit == null || unit.startsWith("{") ? "" : unit);
    }
    if (value instanceof LocalDate day) {
      return language.date(day);
    }
    if (value instanceof Sentence sentence) {
      return say(sentence);
    }
    return value instanceof Boolean yes
        ? say(yes ? Phrase.YES : Phrase.NO)
        : language.word(value.toString());
  }

  private String quantity(BigDecimal number, String unit) {
    String plain = language.number(number);
    return switch (unit) {
      case "mo" -> age(number.intValue());
      case "wk" -> say(Phrase.WEEKS.of(Sentence.number(number)));
      case "d" -> say(Phrase.DAYS.of(Sentence.number(number)));
      default -> plain + (unit.isEmpty() || unit.startsWith("/") ? unit : " " + unit);
    };
  }

  private String age(int months) {
    if (months < MONTHS_READ_AS_YEARS) {
      return say(months(months));
    }
    Sentence years = Phrase.YEARS.of(Sentence.number(months / MONTHS_A_YEAR));
    int rest = months % MONTHS_A_YEAR;
    return say(rest == 0 ? years : Phrase.YEARS_AND_MONTHS.of(years, months(rest)));
  }

  private static Sentence months(int months) {
    return (months == 1 ? Phrase.MONTH : Phrase.MONTHS).of(Sentence.number(months));
  }

  /** Placeholders that name neither an element, a parameter nor one of the given words. */
  static Set<String> unknown(String text, RuleSet rules, Function<String, Boolean> word) {
    Set<String> unknown = new TreeSet<>();
    for (String name : Placeholders.of(text)) {
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
