package cds.proof;

import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import cds.rules.Release;
import java.util.List;
import java.util.Map;

/**
 * A case, ready to be asked.
 *
 * @param says the case as a sentence
 * @param situations the situations it speaks of
 * @param then all that the table must say of each
 */
record Example(String says, List<Situation> situations, Map<String, String> then) {

  static Example of(Table table, RuleCase ruleCase) {
    return new Example(
        ruleCase.says(),
        ruleCase.situations(table, Release.rules().situation()),
        Map.copyOf(ruleCase.then()));
  }

  /** Whether a table says what the case asks for. */
  boolean isGreen(Rule rule, Table table) {
    return situations.stream()
        .allMatch(situation -> Answers.of(rule, table, situation).equals(then));
  }

  /** Whether the case, green on the right table, is red on a wrong one. */
  boolean notices(Rule rule, Mutant mutant) {
    return situations.stream()
        .filter(mutant::concerns)
        .anyMatch(situation -> !Answers.of(rule, mutant.table(), situation).equals(then));
  }
}
