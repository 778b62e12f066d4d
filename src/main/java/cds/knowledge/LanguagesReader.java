package cds.knowledge;

import cds.chart.Unused;
import cds.chart.Value;
import cds.language.Language;
import cds.language.Languages;
import cds.language.Phrase;
import cds.language.Placeholders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code rules/languages}: English, whose file holds the sentences that are the same for
 * every rule, and the catalogues of other languages.
 */
final class LanguagesReader {

  static final String FOLDER = "rules/languages/";
  static final String ENGLISH = FOLDER + Languages.ENGLISH + ".yaml";

  private final RuleFiles files;
  private final Problems problems;

  LanguagesReader(RuleFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /**
   * English alone, with its wording checked.
   *
   * @param terminology the code system of outcomes, whose codes sentences show
   * @param drugs the routes, which sentences show
   */
  Languages english(Terminology terminology, Drugs drugs) {
    JsonNode root = Yaml.read(files, ENGLISH, problems).root();
    problems.refuseUnknown(ENGLISH, "", root, List.of("name", "formats", "phrases", "codes"));
    Map<String, String> codes = strings(root.path("codes"));
    requireCodes(codes.keySet(), terminology, drugs);
    Language.Wording wording = new Language.Wording(phrases(root.path("phrases")), codes);
    Language.Formats formats =
        new FormatsReader(ENGLISH, Locale.ENGLISH, problems).read(root.path("formats"));
    return new Languages(new Language(Languages.ENGLISH, wording, formats, Map.of()), List.of());
  }

  /**
   * English and every other language that may be chosen: complete and reviewed.
   *
   * @param rules the release, with English
   */
  Languages all(RuleSet rules) {
    Language english = rules.languages().english();
    Map<String, Catalogue.Text> texts = Catalogue.of(rules);
    List<Language> others = new ArrayList<>();
    for (String file : files.under(FOLDER, ".yaml")) {
      if (!file.equals(ENGLISH)) {
        new TranslationReader(files, file, texts, english.wording(), problems)
            .read()
            .ifPresent(others::add);
      }
    }
    return new Languages(english, others);
  }

  private Map<Phrase, String> phrases(JsonNode node) {
    Map<Phrase, String> phrases = new EnumMap<>(Phrase.class);
    Map<String, String> given = strings(node);
    for (Phrase phrase : Phrase.values()) {
      String words = given.remove(phrase.key());
      if (words == null) {
        problems.add(ENGLISH, "phrases", phrase.key(), "the phrase has no words");
        continue;
      }
      Set<String> names = new TreeSet<>(Placeholders.of(words));
      if (!names.equals(new TreeSet<>(phrase.placeholders()))) {
        problems.add(
            ENGLISH,
            "phrases",
            phrase.key(),
            "must have the placeholders " + phrase.placeholders() + ", has " + names);
      }
      phrases.put(phrase, words);
    }
    List<String> known = Arrays.stream(Phrase.values()).map(Phrase::key).toList();
    for (String key : given.keySet()) {
      problems.add(ENGLISH, "phrases", key, "no such phrase" + Problems.nearest(key, known));
    }
    return phrases;
  }

  /** Every code that a sentence can show has its words. */
  private void requireCodes(Set<String> codes, Terminology terminology, Drugs drugs) {
    Collection<String> needed = new TreeSet<>(drugs.routes());
    needed.addAll(terminology.codeSystem("therapy-outcome").displays().keySet());
    for (Unused.Reason reason : Unused.Reason.values()) {
      needed.add("unused-" + reason.code());
    }
    for (Value.Problem problem : Value.Problem.values()) {
      needed.add("value-" + problem.code());
    }
    needed.removeAll(codes);
    needed.forEach(code -> problems.add(ENGLISH, "codes", code, "the code has no words"));
  }

  private static Map<String, String> strings(JsonNode node) {
    Map<String, String> strings = new LinkedHashMap<>();
    node.properties().forEach(e -> strings.put(e.getKey(), e.getValue().asString("").strip()));
    return strings;
  }
}
