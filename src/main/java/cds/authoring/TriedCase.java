package cds.authoring;

import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Evaluation;
import cds.knowledge.Missing;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.util.LinkedHashMap;
import java.util.Map;

/** A patient that was tried, as a case of one table. */
public final class TriedCase {

  private TriedCase() {}

  /**
   * The case: what the table was asked, and what it says.
   *
   * @param rules the rules that decided
   * @param table a table about the patient, not about an order
   * @param says the case as a sentence
   */
  public static RuleCase of(
      RuleSet rules, Rule rule, Table table, Evaluation evaluation, String says) {
    Situation situation = evaluation.situation();
    Map<String, String> given = new LinkedHashMap<>();
    for (DataElement input : table.inputs()) {
      DataValue value = situation.get(input);
      if (!(value instanceof DataValue.None none) || none.reason() != Missing.ABSENT) {
        given.put(input.name(), CaseRun.text(value));
      }
    }
    return new RuleCase(says, table.id(), given, new CaseRun(rules).says(rule, table, situation));
  }
}
