package cds.knowledge;

import cds.language.Language;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Reads how a language writes numbers and dates. */
final class FormatsReader {

  /** Before 1950, so that a pattern that drops the century is found out. */
  private static final LocalDate TELLING = LocalDate.of(1948, 11, 22);

  private final String file;
  private final Locale locale;
  private final Problems problems;

  FormatsReader(String file, Locale locale, Problems problems) {
    this.file = file;
    this.locale = locale;
    this.problems = problems;
  }

  Language.Formats read(JsonNode node) {
    problems.refuseUnknown(file, "formats", node, List.of("decimal", "day", "month", "year"));
    String decimal = node.path("decimal").asString("");
    if (decimal.codePointCount(0, decimal.length()) != 1
        || Character.isLetterOrDigit(decimal.codePointAt(0))) {
      problems.add(
          file, "formats", "decimal", "must be the one sign before the decimals, as in \",\"");
    }
    DateTimeFormatter day = pattern(node, "day", "dd.MM.yyyy");
    try {
      if (!LocalDate.parse(day.format(TELLING), day).equals(TELLING)) {
        problems.add(file, "formats", "day", "the pattern does not tell the whole date");
      }
    } catch (DateTimeException e) {
      problems.add(file, "formats", "day", "the pattern does not tell day, month and year");
    }
    return new Language.Formats(
        decimal, day, pattern(node, "month", "MM.yyyy"), pattern(node, "year", "yyyy"));
  }

  private DateTimeFormatter pattern(JsonNode node, String key, String example) {
    String pattern = node.path(key).asString("");
    try {
      DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, locale);
      if (!formatter.format(TELLING).isBlank()) {
        return formatter;
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // Said below, together with an empty pattern.
    }
    problems.add(
        file, "formats", key, "'" + pattern + "' is no pattern of a date; an example: " + example);
    return DateTimeFormatter.ISO_LOCAL_DATE;
  }
}
