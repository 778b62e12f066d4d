package cds.cards;

import cds.knowledge.Finding;
import cds.knowledge.FindingText;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the active rules say of findings, by what a finding names: asked many times for a card. */
final class FindingTexts {

  private final Map<String, Rule> rules = new HashMap<>();
  private final Map<String, List<String>> services = new HashMap<>();
  private final Map<String, FindingText> byCode = new HashMap<>();

  FindingTexts(RuleSet active) {
    for (Rule rule : active.rules()) {
      rules.putIfAbsent(rule.id(), rule);
      services.putIfAbsent(
          rule.id(),
          rule.extra().path("services").valueStream().map(name -> name.asString("")).toList());
      rule.findings().forEach(byCode::putIfAbsent);
    }
  }

  /** The text of a finding: of its own rule folder for verdicts, else of the owner of its code. */
  FindingText text(Finding finding) {
    Rule rule = rules.get(finding.rule());
    FindingText own = rule == null ? null : rule.findings().get(finding.code());
    FindingText text = own == null ? byCode.get(finding.code()) : own;
    if (text == null) {
      throw new IllegalStateException("no text for " + finding.code());
    }
    return text;
  }

  /** The only services its rule speaks in; empty for all. */
  List<String> services(Finding finding) {
    return services.getOrDefault(finding.rule(), List.of());
  }

  /** The rule it came from, if it is active. */
  @Nullable Rule rule(Finding finding) {
    return rules.get(finding.rule());
  }
}
