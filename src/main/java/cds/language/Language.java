package cds.language;

import cds.chart.PartialDate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * One language that cards can be written in. The English text is the key of its translation: a text
 * that was changed has none until somebody translates it again.
 */
public final class Language {

  private final String tag;
  private final Locale locale;
  private final Wording wording;
  private final Formats formats;
  private final Map<String, String> translations;

  /**
   * The sentences that are the same for every rule, in English.
   *
   * @param phrases words of each phrase
   * @param codes English words of codes; a code without words is shown as it is
   */
  public record Wording(Map<Phrase, String> phrases, Map<String, String> codes) {

    /** Copies. */
    public Wording {
      Map<Phrase, String> ordered = new EnumMap<>(Phrase.class);
      ordered.putAll(phrases);
      phrases = Collections.unmodifiableMap(ordered);
      codes = Map.copyOf(codes);
    }
  }

  /**
   * How numbers and dates are written.
   *
   * @param decimal what stands between the whole number and its decimals
   * @param day pattern of a date, as {@link DateTimeFormatter} has it
   * @param month pattern of a date of which only the month is known
   * @param year pattern of a date of which only the year is known
   */
  public record Formats(
      String decimal, DateTimeFormatter day, DateTimeFormatter month, DateTimeFormatter year) {}

  /**
   * Takes what a catalogue says.
   *
   * @param tag language tag (BCP 47)
   * @param translations English text to translated text
   */
  public Language(String tag, Wording wording, Formats formats, Map<String, String> translations) {
    this.tag = tag;
    this.locale = Locale.forLanguageTag(tag);
    this.wording = wording;
    this.formats = formats;
    this.translations = Map.copyOf(translations);
  }

  /** Its tag: {@code en}, {@code de-AT}. */
  public String tag() {
    return tag;
  }

  /** The locale, for rules of writing such as capital letters. */
  public Locale locale() {
    return locale;
  }

  /** The sentences that are the same for every rule, in English. */
  public Wording wording() {
    return wording;
  }

  /** A text of the rules in this language; a text without translation stays English. */
  public String text(String english) {
    return translations.getOrDefault(english, english);
  }

  /** The words of a phrase, with its placeholders. */
  public String words(Phrase phrase) {
    return text(wording.phrases().getOrDefault(phrase, phrase.key()));
  }

  /** A code in words. */
  public String word(String code) {
    return text(wording.codes().getOrDefault(code, code));
  }

  /** A number as it is, with this language's decimal separator and without an exponent. */
  public String number(BigDecimal number) {
    String plain = number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    return plain.replace(".", formats.decimal());
  }

  /** A day. */
  public String date(LocalDate day) {
    return formats.day().format(day);
  }

  /** A day, a month or a year. */
  public String date(PartialDate date) {
    if (date.isDay()) {
      return date(date.first());
    }
    boolean month = date.first().getMonth() == date.last().getMonth();
    return (month ? formats.month() : formats.year()).format(date.first());
  }
}
