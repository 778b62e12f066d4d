package cds.decide;

import cds.cards.CardComposer;
import cds.cards.OrderPlanner;
import cds.derive.Derivations;
import cds.fhir.OrderWriter;
import cds.knowledge.Problems;
import cds.knowledge.RuleSet;
import cds.language.Language;
import cds.language.Languages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rules of one label and its policies, and what makes their cards in each language.
 *
 * @param program the rules
 * @param cards what makes the cards, by language tag
 */
record Variant(Program program, Map<String, Cards> cards) {

  /** What makes the cards of one language. */
  record Cards(CardComposer composer, Presenter presenter) {}

  /** Compiles the rules of a label and its policies; what is wrong refuses them. */
  static Variant compile(
      RuleSet rules,
      Derivations derivations,
      String label,
      List<String> policies,
      Problems problems) {
    Program program = Program.compile(rules, derivations, label, policies, problems);
    problems.refuseIfAny();
    new OrderPlanner(program.rules(), rules.languages().english()).check(problems);
    problems.refuseIfAny();
    return of(program, rules);
  }

  private static Variant of(Program program, RuleSet rules) {
    Map<String, Cards> cards = new LinkedHashMap<>();
    for (Language language : rules.languages().all()) {
      CardComposer composer = new CardComposer(program.rules(), program.label(), language);
      cards.put(
          language.tag(),
          new Cards(composer, new Presenter(composer, new OrderWriter(), rules.release())));
    }
    return new Variant(program, Map.copyOf(cards));
  }

  Cards cards(Language language) {
    return Objects.requireNonNull(cards.get(language.tag()));
  }

  /** Reports languages a caller wants that cannot be chosen. */
  static void requireLanguages(Languages languages, Caller caller, Problems problems) {
    for (String tag : caller.languages()) {
      if (!languages.tags().contains(tag)) {
        problems.add(
            "cds.clients",
            caller.name(),
            "languages",
            "'"
                + tag
                + "' is no language that is complete and reviewed; known: "
                + String.join(", ", languages.tags().stream().sorted().toList()));
      }
    }
  }
}
