package cds.language;

import cds.chart.PartialDate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something to say, before anybody knows in which language: facts are derived once, and a card says
 * them in the language of who reads it. Two sentences are equal when they say the same of the same
 * values.
 */
public interface Sentence {

  /** The sentence in a language. */
  String in(Language language);

  /** A text of the rules, written in English: the label of an element, the title of a score. */
  static Sentence text(String english) {
    return new Text(english);
  }

  /** A code, said in words. */
  static Sentence code(String code) {
    return new Code(code);
  }

  /** What is the same in every language: a resource type, a product's name, an id. */
  static Sentence verbatim(String shown) {
    return new Verbatim(shown);
  }

  /** A number without trailing zeros. */
  static Sentence number(BigDecimal number) {
    return quantity(number, null);
  }

  /** A whole number. */
  static Sentence number(long number) {
    return number(BigDecimal.valueOf(number));
  }

  /**
   * A number with its unit as people read it.
   *
   * @param unit UCUM unit; none is shown for null and for an annotation such as {@code {score}}
   */
  static Sentence quantity(BigDecimal number, @Nullable String unit) {
    return new Quantity(
        number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros(),
        unit == null || unit.startsWith("{") ? "" : unit);
  }

  /** A day. */
  static Sentence date(LocalDate day) {
    return new Date(PartialDate.ofDay(day));
  }

  /** A day, a month or a year. */
  static Sentence date(PartialDate date) {
    return new Date(date);
  }

  /** Several sentences with a separator between them. */
  static Sentence listed(String separator, List<? extends Sentence> parts) {
    return new Listed(separator, List.copyOf(parts));
  }

  /** A phrase with what fills it. */
  record Filled(Phrase phrase, List<Sentence> arguments) implements Sentence {

    /** Refuses arguments that do not fit the phrase. */
    public Filled {
      if (arguments.size() != phrase.placeholders().size()) {
        throw new IllegalArgumentException(phrase + " takes " + phrase.placeholders());
      }
    }

    @Override
    public String in(Language language) {
      return Placeholders.fill(language.words(phrase), name -> word(name, language));
    }

    private String word(String name, Language language) {
      int place = phrase.placeholders().indexOf(name);
      return place < 0 ? "{" + name + "}" : arguments.get(place).in(language);
    }
  }

  /** An author's text. */
  record Text(String english) implements Sentence {
    @Override
    public String in(Language language) {
      return language.text(english);
    }
  }

  /** A code that is said in words. */
  record Code(String code) implements Sentence {
    @Override
    public String in(Language language) {
      return language.word(code);
    }
  }

  /** What no language changes. */
  record Verbatim(String shown) implements Sentence {
    @Override
    public String in(Language language) {
      return shown;
    }
  }

  /** A number, with a unit or without. */
  record Quantity(BigDecimal number, String unit) implements Sentence {
    @Override
    public String in(Language language) {
      String space = unit.isEmpty() || unit.startsWith("/") || unit.equals("%") ? "" : " ";
      return language.number(number) + space + unit;
    }
  }

  /** A date. */
  record Date(PartialDate date) implements Sentence {
    @Override
    public String in(Language language) {
      return language.date(date);
    }
  }

  /** Sentences side by side. */
  record Listed(String separator, List<Sentence> parts) implements Sentence {
    @Override
    public String in(Language language) {
      return parts.stream().map(part -> part.in(language)).collect(Collectors.joining(separator));
    }
  }
}
