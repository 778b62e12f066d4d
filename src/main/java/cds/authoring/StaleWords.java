package cds.authoring;

import cds.knowledge.FindingText;
import cds.knowledge.Parameter;
import cds.knowledge.Rule;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.knowledge.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Words on cards that still name the old value of a number that has changed. A card would then
 * contradict the rule behind it.
 */
public final class StaleWords {

  private StaleWords() {}

  /**
   * Looks through the reasons and findings of every table that names a changed number.
   *
   * @param before the rules that a draft began from
   * @param after the rules of the draft
   * @param files the texts of the draft
   * @return sentences for people; none when nothing is stale
   */
  public static List<String> of(RuleSet before, RuleSet after, RuleFiles files) {
    Set<String> stale = new LinkedHashSet<>();
    for (Rule rule : after.rules()) {
      Map<String, Parameter> old = new TreeMap<>(before.parameters());
      before.rule(rule.id()).ifPresent(was -> old.putAll(was.parameters()));
      Map<String, Parameter> now = new TreeMap<>(after.parameters());
      now.putAll(rule.parameters());
      for (Table table : rule.tables()) {
        String csv = files.text(table.file()).orElse("");
        for (Parameter parameter : now.values()) {
          Parameter was = old.get(parameter.name());
          if (was != null
              && was.value().compareTo(parameter.value()) != 0
              && csv.contains("{" + parameter.name() + "}")) {
            look(after, table, was, parameter, stale);
          }
        }
      }
    }
    return new ArrayList<>(stale);
  }

  private static void look(
      RuleSet rules, Table table, Parameter was, Parameter now, Set<String> stale) {
    String number = was.value().stripTrailingZeros().toPlainString();
    Pattern named = Pattern.compile("(?<![\\d.])" + Pattern.quote(number) + "(?![\\d]|\\.\\d)");
    for (Table.Row row : table.rows()) {
      RuleSet.ReasonText reason = row.reason() == null ? null : rules.reasons().get(row.reason());
      if (reason != null
          && named.matcher(reason.shorter() + "\n" + reason.says() + "\n" + reason.ask()).find()) {
        stale.add(says("reason " + reason.code() + " (rules/reasons.yaml)", number, now));
      }
      FindingText text = row.finding() == null ? null : rules.finding(row.finding()).orElse(null);
      if (text != null
          && named.matcher(text.summary() + "\n" + text.detail() + "\n" + text.action()).find()) {
        stale.add(says("finding " + text.code(), number, now));
      }
    }
  }

  private static String says(String what, String number, Parameter now) {
    return "The words of %s still name %s, but %s is %s now."
        .formatted(what, number, now.name(), now.value().toPlainString());
  }
}
