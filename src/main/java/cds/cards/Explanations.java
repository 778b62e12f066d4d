package cds.cards;

import cds.knowledge.Evidence;
import cds.knowledge.Finding;
import cds.language.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a card tells programs of its findings (member {@code findings} of its extension). */
final class Explanations {

  private Explanations() {}

  /** Every finding with what decided, in the order of the card. */
  static List<Map<String, Object>> of(List<Finding> findings, Language language) {
    return findings.stream().map(finding -> explain(finding, language)).toList();
  }

  private static Map<String, Object> explain(Finding finding, Language language) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("code", finding.code());
    map.put("urgency", finding.urgency().word());
    if (finding.policy() != null) {
      map.put("policy", finding.policy());
    }
    if (!finding.reasons().isEmpty()) {
      map.put("reasons", finding.reasons());
    }
    map.put("rule", finding.rule());
    map.put("version", finding.version());
    if (!finding.because().isEmpty()) {
      map.put(
          "because",
          finding.because().stream()
              .map(
                  source ->
                      ordered("resource", source.resource(), "says", source.says().in(language)))
              .toList());
    }
    if (!finding.missing().isEmpty()) {
      map.put(
          "missing",
          finding.missing().stream()
              .map(
                  lacking ->
                      ordered("element", lacking.element(), "says", lacking.says().in(language)))
              .toList());
    }
    if (!finding.evidence().isEmpty()) {
      map.put("evidence", finding.evidence().stream().map(Explanations::describe).toList());
    }
    if (finding.unconfirmed()) {
      map.put("needsClinicalConfirmation", true);
    }
    return map;
  }

  private static Map<String, Object> describe(Evidence evidence) {
    return evidence.url() == null
        ? Map.of("label", evidence.label())
        : ordered("label", evidence.label(), "url", evidence.url());
  }

  /** A map whose order is the same in every JVM: answers must be byte-identical. */
  private static Map<String, Object> ordered(String k1, String v1, String k2, String v2) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(k1, v1);
    map.put(k2, v2);
    return map;
  }
}
