package cds.authoring.mutation;

import cds.knowledge.Cell;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.Range;
import cds.knowledge.RuleCase;
import cds.knowledge.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every table that differs from a given one by one mistake, one after the other. */
final class Mutants {

  /** Cells hold no more decimals, so that a case with more asks for no smaller step. */
  private static final int MOST_DECIMALS = 9;

  /** What it costs to make a table, in tests of its rows. */
  private static final long COST = 8;

  private final Subject subject;
  private final Table table;
  private final Set<String> findings;
  private final List<Column> columns;
  private final Consumer<Mutant> consumer;

  /**
   * What the mistakes of a column have in common.
   *
   * @param step by how much a bound is shifted
   * @param told whether it tells reasons for missing apart; else they count as one
   */
  private record Column(BigDecimal step, boolean told) {}

  /** Takes one wrong row. */
  interface Sink {

    /** Takes a wrong row in place of a row. */
    void add(Table.Row row, String column, String says, Table.Row wrong);
  }

  private Mutants(Subject subject, List<RuleCase> cases, Consumer<Mutant> consumer) {
    this.subject = subject;
    this.table = subject.table();
    this.findings = new TreeSet<>(subject.rule().findings().keySet());
    this.columns =
        IntStream.range(0, table.inputs().size())
            .mapToObj(i -> new Column(step(table, i, cases), tellsReasons(table, i)))
            .toList();
    this.consumer = consumer;
  }

  /**
   * Makes them.
   *
   * @param cases the cases of the table: they too say in which steps a column is written
   * @param consumer takes each
   */
  static void each(Subject subject, List<RuleCase> cases, Consumer<Mutant> consumer) {
    Mutants all = new Mutants(subject, cases, consumer);
    all.table.rows().forEach(all::row);
    all.parameters();
  }

  private void row(Table.Row row) {
    List<Table.Row> others = table.rows().stream().filter(other -> !other.equals(row)).toList();
    make(others, List.of(row), row.id(), "", "the row is left out");
    for (int i = 0; i < table.inputs().size(); i++) {
      DataElement input = table.inputs().get(i);
      Cell cell = row.cells().get(i);
      long alternatives = (long) cell.ranges().size() + input.values().size();
      subject.effort().spend(COST * alternatives * alternatives);
      for (Cell wrong : CellMutants.of(cell, input, columns.get(i).step(), columns.get(i).told())) {
        List<Cell> cells = new ArrayList<>(row.cells());
        cells.set(i, wrong);
        replace(
            row,
            input.name(),
            cell.normal() + " → " + wrong.normal(),
            RowMutants.testing(row, cells));
      }
    }
    new RowMutants(table, findings, row, this::replace).all();
  }

  private void replace(Table.Row row, String column, String says, Table.Row wrong) {
    List<Table.Row> rows = new ArrayList<>(table.rows());
    rows.set(rows.indexOf(row), wrong);
    make(rows, List.of(row, wrong), row.id(), column, says);
  }

  private void make(
      List<Table.Row> rows, List<Table.Row> touched, String where, String column, String says) {
    subject.effort().spend(COST * subject.weight());
    consumer.accept(new Mutant(with(rows), touched, where, column, says));
  }

  private void parameters() {
    SharedNumbers numbers = new SharedNumbers(subject);
    for (String name : numbers.names()) {
      subject.effort().spend(COST * subject.weight() * table.inputs().size());
      BigDecimal step =
          numbers.columns(name).stream()
              .map(column -> columns.get(column).step())
              .min(BigDecimal::compareTo)
              .orElse(BigDecimal.ONE);
      for (BigDecimal by : List.of(step, step.negate())) {
        BigDecimal value = numbers.value(name);
        String says = value.toPlainString() + " → " + value.add(by).toPlainString();
        numbers
            .shifted(name, by)
            .ifPresent(rows -> make(rows, touched(rows), "{" + name + "}", "", says));
      }
    }
  }

  private List<Table.Row> touched(List<Table.Row> rows) {
    return IntStream.range(0, rows.size())
        .filter(i -> !rows.get(i).equals(table.rows().get(i)))
        .boxed()
        .flatMap(i -> Stream.of(table.rows().get(i), rows.get(i)))
        .toList();
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
  private static BigDecimal step(Table table, int column, List<RuleCase> cases) {
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
    return BigDecimal.ONE.movePointLeft(Math.min(MOST_DECIMALS, Math.max(0, decimals)));
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
