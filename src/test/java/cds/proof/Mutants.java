package cds.proof;

import cds.knowledge.Cell;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.Range;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every table that differs from a given one by one mistake. */
final class Mutants {

  private final Rule rule;
  private final Table table;
  private final List<RuleCase> cases;
  private final List<Mutant> mutants = new ArrayList<>();

  /** Takes one wrong row. */
  interface Sink {

    /** Takes a wrong row in place of a row. */
    void add(Table.Row row, String column, String says, Table.Row wrong);
  }

  private Mutants(Rule rule, Table table, List<RuleCase> cases) {
    this.rule = rule;
    this.table = table;
    this.cases = cases;
  }

  static List<Mutant> of(Rule rule, Table table, List<RuleCase> cases) {
    Mutants all = new Mutants(rule, table, cases);
    table.rows().forEach(all::row);
    all.parameters();
    return List.copyOf(all.mutants);
  }

  private void row(Table.Row row) {
    mutants.add(Mutant.of(table, with(without(row)), row.id(), "", "the row is left out"));
    for (int i = 0; i < table.inputs().size(); i++) {
      DataElement input = table.inputs().get(i);
      Cell cell = row.cells().get(i);
      for (Cell wrong : CellMutants.of(cell, input, step(i), tellsReasons(table, i))) {
        List<Cell> cells = new ArrayList<>(row.cells());
        cells.set(i, wrong);
        replace(
            row,
            input.name(),
            cell.normal() + " → " + wrong.normal(),
            RowMutants.testing(row, cells));
      }
    }
    Set<String> findings = new TreeSet<>(rule.findings().keySet());
    new RowMutants(table, findings, row, this::replace).all();
  }

  private void replace(Table.Row row, String column, String says, Table.Row wrong) {
    List<Table.Row> rows = new ArrayList<>(table.rows());
    rows.set(rows.indexOf(row), wrong);
    mutants.add(Mutant.of(table, with(rows), row.id(), column, says));
  }

  private void parameters() {
    SharedNumbers numbers = new SharedNumbers(rule, table);
    for (String name : numbers.names()) {
      BigDecimal step =
          numbers.columns(name).stream()
              .map(this::step)
              .min(BigDecimal::compareTo)
              .orElse(BigDecimal.ONE);
      for (BigDecimal by : List.of(step, step.negate())) {
        BigDecimal value = numbers.value(name);
        String says = value.toPlainString() + " → " + value.add(by).toPlainString();
        mutants.add(Mutant.of(table, with(numbers.shifted(name, by)), "{" + name + "}", "", says));
      }
    }
  }

  private List<Table.Row> without(Table.Row row) {
    return table.rows().stream().filter(other -> other != row).toList();
  }

  private Table with(List<Table.Row> rows) {
    return new Table(
        table.id(),
        table.file(),
        table.hit(),
        table.complete(),
        table.perOrder(),
        table.guards(),
        table.stage(),
        table.inputs(),
        table.outputs(),
        rows);
  }

  /** The smallest step that the numbers of a column and of its cases are written in. */
  private BigDecimal step(int column) {
    DataElement input = table.inputs().get(column);
    if (input.type() == DataElement.Type.INTEGER) {
      return BigDecimal.ONE;
    }
    Stream<BigDecimal> bounds =
        table.rows().stream()
            .flatMap(row -> row.cells().get(column).ranges().stream())
            .flatMap(range -> bounds(range).stream());
    Stream<BigDecimal> given =
        cases.stream()
            .flatMap(one -> one.values(input).stream())
            .map(DataValue::number)
            .filter(number -> number != null);
    int decimals = Stream.concat(bounds, given).mapToInt(BigDecimal::scale).max().orElse(0);
    return BigDecimal.ONE.movePointLeft(Math.max(0, decimals));
  }

  static Collection<BigDecimal> bounds(Range range) {
    return Stream.of(range.low(), range.high()).filter(bound -> bound != null).toList();
  }

  /** Whether a column tells reasons for missing apart; if not, they count as one. */
  static boolean tellsReasons(Table table, int column) {
    return table.rows().stream()
        .map(row -> row.cells().get(column).missing().size())
        .anyMatch(reasons -> reasons > 0 && reasons < Missing.values().length);
  }
}
