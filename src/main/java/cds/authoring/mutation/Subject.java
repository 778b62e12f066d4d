package cds.authoring.mutation;

import cds.authoring.CaseRun;
import cds.knowledge.Cell;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.util.List;
import java.util.Map;

/**
 * A table that is to be proved, and what it stands among.
 *
 * @param rules the rules
 * @param rule its folder
 * @param table the table
 * @param csv its text
 * @param effort what the proof may cost
 * @param weight what it costs to ask the table once
 */
record Subject(RuleSet rules, Rule rule, Table table, String csv, Effort effort, long weight) {

  static Subject of(RuleSet rules, Rule rule, Table table, String csv, Effort effort) {
    return new Subject(rules, rule, table, csv, effort, weight(table.rows()));
  }

  /** What it costs to hold rows against a situation: each row, and each interval in it. */
  static long weight(List<Table.Row> rows) {
    long weight = rows.size();
    for (Table.Row row : rows) {
      for (Cell cell : row.cells()) {
        weight += cell.ranges().size();
      }
    }
    return weight;
  }

  /** What the table, or one changed a little, says in a situation. */
  Map<String, String> says(Table asked, Situation situation) {
    effort.spend(weight);
    return new CaseRun(rules).says(rule, asked, situation);
  }

  /** What it says when these of its rows hold. */
  Map<String, String> says(Table asked, List<Table.Row> holding, Situation situation) {
    return new CaseRun(rules).says(rule, asked, holding, situation);
  }
}
