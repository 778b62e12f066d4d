package cds.knowledge;

import cds.cdshooks.Card;
import cds.language.Language;
import cds.language.Placeholders;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Reads the catalogue of one language other than English and holds it against the texts of the
 * release: a translation of a text that is no more is said, and so is a text without translation
 * where the language is declared complete.
 */
final class TranslationReader {

  private static final int SHOWN = 60;

  private final String file;
  private final String tag;
  private final JsonNode root;
  private final List<Integer> lines;
  private final Map<String, Catalogue.Text> texts;
  private final Language.Wording wording;
  private final Problems problems;

  /**
   * Takes the catalogue.
   *
   * @param file its path; its name is the language tag
   * @param texts the texts of the release by their English
   * @param wording the phrases, which the language translates like every text
   */
  TranslationReader(
      RuleFiles files,
      String file,
      Map<String, Catalogue.Text> texts,
      Language.Wording wording,
      Problems problems) {
    this.file = file;
    this.tag = file.substring(LanguagesReader.FOLDER.length(), file.length() - ".yaml".length());
    this.root = Yaml.read(files, file, problems).root();
    this.lines = Yaml.lines(files.text(file).orElse(""), "english");
    this.texts = texts;
    this.wording = wording;
    this.problems = problems;
  }

  /** The language, when it may be chosen. */
  Optional<Language> read() {
    int before = problems.found().size();
    problems.refuseUnknown(
        file, "", root, List.of("name", "reviewed", "complete", "formats", "texts"));
    Locale locale = Locale.forLanguageTag(tag);
    if (!locale.toLanguageTag().equals(tag)) {
      problems.add(file, "the name of the file is no language tag, such as de or pt-BR");
    }
    boolean complete = root.path("complete").asBoolean(false);
    boolean reviewed = reviewed(root.path("reviewed"));
    if (reviewed && !complete) {
      problems.add(file, "", "reviewed", "a language is reviewed when it is complete: true");
    }
    Language.Formats formats = new FormatsReader(file, locale, problems).read(root.path("formats"));
    Map<String, String> translations = translations(root.path("texts"), complete);
    return complete && reviewed && problems.found().size() == before
        ? Optional.of(new Language(tag, wording, formats, translations))
        : Optional.empty();
  }

  /** Who reviewed the words as a clinician, and when; without both the language is not reviewed. */
  private boolean reviewed(JsonNode node) {
    if (node.isMissingNode()) {
      return false;
    }
    problems.refuseUnknown(file, "reviewed", node, List.of("by", "on"));
    try {
      LocalDate.parse(node.path("on").asString(""));
    } catch (DateTimeParseException e) {
      problems.add(file, "reviewed", "on", "must be the day of the review, as in 2026-11-22");
    }
    if (node.path("by").asString("").isBlank()) {
      problems.add(file, "reviewed", "by", "must name who reviewed the words as a clinician");
    }
    return true;
  }

  private Map<String, String> translations(JsonNode node, boolean complete) {
    Map<String, String> translations = new LinkedHashMap<>();
    Map<String, String> stale = new LinkedHashMap<>();
    Set<String> seen = new TreeSet<>();
    int place = 0;
    for (JsonNode entry : node) {
      String line = place < lines.size() ? "line " + lines.get(place) : "text " + (place + 1);
      place++;
      problems.refuseUnknown(file, line, entry, List.of("english", "translated"));
      String english = entry.path("english").asString("");
      String translated = entry.path("translated").asString("");
      if (!seen.add(english)) {
        problems.add(file, line, "english", quoted(english) + " is translated twice");
      } else if (!texts.containsKey(english)) {
        stale.put(english, line);
      } else if (!translated.isBlank()) {
        check(line, texts.get(english), translated);
        translations.put(english, translated);
      }
    }
    Set<String> open = new TreeSet<>(texts.keySet());
    open.removeAll(seen);
    stale.forEach((english, line) -> problems.add(file, line, "english", stale(english, open)));
    if (complete) {
      texts.values().stream()
          .filter(text -> !translations.containsKey(text.english()))
          .forEach(text -> problems.add(file, text.where(), "", missing(text)));
    }
    return translations;
  }

  private static String stale(String english, Set<String> open) {
    return quoted(english) + " is no text of the rules any more" + Problems.nearest(english, open);
  }

  private static String missing(Catalogue.Text text) {
    return "declared complete, but " + quoted(text.english()) + " has no translation";
  }

  private void check(String line, Catalogue.Text text, String translated) {
    List<String> wanted = Placeholders.of(text.english()).stream().sorted().toList();
    List<String> given = Placeholders.of(translated).stream().sorted().toList();
    if (!given.equals(wanted)) {
      problems.add(
          file,
          line,
          "translated",
          "must have the placeholders " + wanted + " of the English text, has " + given);
    }
    if (text.summary() && translated.codePointCount(0, translated.length()) > Card.MAX_SUMMARY) {
      problems.add(file, line, "translated", "longer than " + Card.MAX_SUMMARY + " characters");
    }
    if (!Markdown.isPlain(translated)) {
      problems.add(file, line, "translated", Markdown.ONLY);
    }
  }

  private static String quoted(String text) {
    return "'" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + "…") + "'";
  }
}
