package cds.cohort.report;

import cds.knowledge.FindingText;
import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.knowledge.Yaml;
import cds.language.Placeholders;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Codes of a release in words, for people who do not know its codes. */
final class Words {

  private final RuleFiles files;
  private final RuleSet rules;
  private final Map<String, String> why;

  /**
   * Takes a release.
   *
   * @param why words for reasons of missing data
   */
  Words(RuleFiles files, RuleSet rules, Map<String, String> why) {
    this.files = files;
    this.rules = rules;
    this.why = why;
  }

  /** What a finding is called: its display, else what its card says, else its code. */
  String finding(String code) {
    String display = rules.terminology().codeSystem("finding").displays().get(code);
    return display != null
        ? display
        : rules.finding(code).map(FindingText::summary).map(Words::plain).orElse(code);
  }

  private static String plain(String template) {
    return Placeholders.fill(template, name -> "…");
  }

  /** What a reason of a verdict is called. */
  String reason(String code) {
    RuleSet.ReasonText text = rules.reasons().get(code);
    return text == null ? code : text.shorter();
  }

  /** What a data element is called. */
  String element(String name) {
    return rules.elements().containsKey(name) ? rules.element(name).label() : name;
  }

  /** Why a data element is missing; empty when that was not told. */
  String why(String word) {
    return why.getOrDefault(word, word);
  }

  /** What a label or a policy is called. */
  String policy(String name) {
    return policyRule(name).map(Rule::title).orElse(name);
  }

  /** What of a policy is not confirmed from an official text; may be empty. */
  String unconfirmed(String policy) {
    return policyRule(policy)
        .map(rule -> "rules/" + rule.id() + "/rule.yaml")
        .flatMap(
            path ->
                files
                    .text(path)
                    .map(text -> Yaml.of(path, text, new Problems()))
                    .map(yaml -> yaml.root().path("unconfirmed").asString("")))
        .orElse("");
  }

  private Optional<Rule> policyRule(String name) {
    return rules.rules().stream()
        .filter(rule -> rule.kind() == Rule.Kind.POLICY && rule.name().equals(name))
        .findFirst();
  }

  /** Codes of the findings of rule folders whose ids begin so, in the order of the folders. */
  List<String> findingsOf(List<String> beginnings) {
    return rules.rules().stream()
        .filter(rule -> beginnings.stream().anyMatch(rule.id()::startsWith))
        .flatMap(rule -> rule.findings().keySet().stream())
        .distinct()
        .toList();
  }
}
