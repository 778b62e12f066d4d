package cds.proof;

import cds.knowledge.DataElement;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import cds.rules.Release;
import java.util.Map;

/**
 * A case, ready to be asked.
 *
 * @param says the case as a sentence
 * @param situation the situation it describes
 * @param then all that the table must say of it
 */
record Example(String says, Situation situation, Map<String, String> then) {

  static Example of(Table table, RuleCase ruleCase) {
    Situation situation = Release.rules().situation();
    for (DataElement input : table.inputs()) {
      situation.set(input, RuleCase.value(input, ruleCase.given().get(input.name())));
    }
    return new Example(ruleCase.says(), situation, Map.copyOf(ruleCase.then()));
  }

  /** Whether a table says what the case asks for. */
  boolean isGreen(Rule rule, Table table) {
    return Answers.of(rule, table, situation).equals(then);
  }
}
