package cds.explain;

import cds.engine.Hits;
import cds.knowledge.Cell;
import cds.knowledge.DataElement;
import cds.knowledge.Evaluation;
import cds.knowledge.Outcome;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Explains an evaluation: tests every row of every active table again, with the same cells and the
 * same hit policies that decided.
 */
public final class Explain {

  private final RuleSet rules;
  private final Conditions conditions;

  /**
   * Explains what these rules say.
   *
   * @param rules the active rules, as a program runs them
   */
  public Explain(RuleSet rules) {
    this.rules = rules;
    this.conditions = new Conditions(rules.languages().english());
  }

  /** Explains an evaluation by the same rules. */
  public Explanation of(Evaluation evaluation) {
    return new Explanation(
        rules(evaluation.situation(), false),
        evaluation.orders().stream()
            .map(
                order ->
                    new Explanation.OfOrder(
                        order.order().reference(), rules(order.situation(), true)))
            .toList());
  }

  /**
   * Explains the tables of one scope.
   *
   * @param situation all elements, with what tables gave
   * @param perOrder whether it is the situation of a draft order, whose tables are explained then;
   *     else those of the patient
   */
  public List<Explanation.OfRule> rules(Situation situation, boolean perOrder) {
    List<Explanation.OfRule> explained = new ArrayList<>();
    for (Rule rule : rules.rules()) {
      List<Table> tables =
          rule.tables().stream().filter(table -> table.perOrder() == perOrder).toList();
      if (!tables.isEmpty()) {
        explained.add(rule(rule, tables, situation));
      }
    }
    return explained;
  }

  private Explanation.OfRule rule(Rule rule, List<Table> tables, Situation situation) {
    List<String> findings = new ArrayList<>();
    List<Explanation.OfTable> explained = new ArrayList<>();
    for (Table table : tables) {
      List<Table.Row> holding =
          table.rows().stream().filter(row -> table.holds(row, situation)).toList();
      List<Table.Row> counting = Hits.of(rule, table, holding, situation).rows();
      counting.stream()
          .map(Table.Row::finding)
          .filter(java.util.Objects::nonNull)
          .forEach(findings::add);
      explained.add(
          new Explanation.OfTable(
              table.id(),
              table.hit(),
              table.rows().stream()
                  .map(
                      row ->
                          row(table, row, situation, holding.contains(row), counting.contains(row)))
                  .sorted(
                      Comparator.comparing((Explanation.OfRow row) -> !row.counts())
                          .thenComparing(Explanation.OfRow.NEAREST_FIRST))
                  .toList()));
    }
    return new Explanation.OfRule(
        rule.id(),
        rule.title(),
        rule.version(),
        findings.stream().distinct().toList(),
        List.copyOf(explained));
  }

  private Explanation.OfRow row(
      Table table, Table.Row row, Situation situation, boolean holds, boolean counts) {
    List<Explanation.Condition> tested = new ArrayList<>();
    for (int i = 0; i < row.cells().size(); i++) {
      Cell cell = row.cells().get(i);
      DataElement input = table.inputs().get(i);
      if (!cell.any()) {
        tested.add(conditions.of(input, cell, situation.get(input)));
      }
    }
    return new Explanation.OfRow(
        row.id(),
        row.key(),
        holds,
        counts,
        row.finding(),
        gives(row),
        row.source().label(),
        List.copyOf(tested));
  }

  private static String gives(Table.Row row) {
    List<String> parts = new ArrayList<>();
    if (row.finding() != null) {
      parts.add(
          row.urgency() == null
              ? row.finding()
              : row.finding() + " (" + row.urgency().word() + ")");
    }
    Outcome outcome = row.outcome();
    if (outcome != null) {
      String word = outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      parts.add(row.reason() == null ? word : word + ": " + row.reason());
    }
    row.outputs().entrySet().stream()
        .sorted(Comparator.comparing((Map.Entry<DataElement, Object> o) -> o.getKey().ordinal()))
        .map(output -> output.getKey().label() + ": " + word(output.getValue()))
        .forEach(parts::add);
    return parts.stream().collect(Collectors.joining("; "));
  }

  private static String word(Object value) {
    if (value instanceof Boolean yes) {
      return yes ? "yes" : "no";
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }
}
