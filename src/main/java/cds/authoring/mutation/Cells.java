package cds.authoring.mutation;

import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Impossible;
import cds.knowledge.Missing;
import cds.knowledge.Range;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The exact comparison of a table with a changed one: the product of all elementary cells of both.
 * What no cell tells apart is the same table.
 */
final class Cells {

  /** What it costs to say what the rows that hold mean, in tests of rows. */
  private static final long COST = 10;

  private final Subject subject;
  private final Table table;
  private final Table changed;
  private final boolean possible;
  private final Impossible impossible;
  private final List<List<Elementary>> axes = new ArrayList<>();

  /** A value, and which rows of both tables take it. */
  private record Elementary(DataValue value, BitSet rows, BitSet changedRows) {}

  private Cells(Subject subject, Table changed, boolean possible) {
    this.subject = subject;
    this.table = subject.table();
    this.changed = changed;
    this.possible = possible;
    this.impossible = subject.rules().impossible().among(table.inputs());
    for (int column = 0; column < table.inputs().size(); column++) {
      axes.add(axis(column));
    }
  }

  /**
   * A situation in which a table and the changed one say different things; empty when they never
   * do.
   *
   * @param possible whether only situations count that a patient can be in
   */
  static Optional<Situation> apart(Subject subject, Table changed, boolean possible) {
    Cells cells = new Cells(subject, changed, possible);
    return cells.visit(0, all(subject.table()), all(changed), subject.rules().situation());
  }

  private static BitSet all(Table table) {
    BitSet all = new BitSet();
    all.set(0, table.rows().size());
    return all;
  }

  private Optional<Situation> visit(int column, BitSet rows, BitSet others, Situation path) {
    subject.effort().spend(1L + rows.cardinality() + others.cardinality());
    List<Table.Row> here = rows(table, rows);
    List<Table.Row> there = rows(changed, others);
    if (here.equals(there)) {
      // The same rows are left: whatever follows, both say the same.
      return Optional.empty();
    }
    if (column == axes.size()) {
      return differs(here, there, path) ? Optional.of(path.copy()) : Optional.empty();
    }
    for (Elementary elementary : axes.get(column)) {
      BitSet left = (BitSet) rows.clone();
      left.and(elementary.rows());
      BitSet leftThere = (BitSet) others.clone();
      leftThere.and(elementary.changedRows());
      path.set(table.inputs().get(column), elementary.value());
      Optional<Situation> found = visit(column + 1, left, leftThere, path);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private boolean differs(List<Table.Row> here, List<Table.Row> there, Situation path) {
    subject.effort().spend(COST + impossible.size());
    boolean counts = !possible || !impossible.rulesOut(path);
    return counts && !subject.says(table, here, path).equals(subject.says(changed, there, path));
  }

  private static List<Table.Row> rows(Table table, BitSet rows) {
    return rows.stream().mapToObj(table.rows()::get).toList();
  }

  private List<Elementary> axis(int column) {
    List<Table> both = List.of(table, changed);
    List<DataValue> values = values(column, both);
    subject.effort().spend(4L * values.size() * subject.weight());
    return unlike(column, values, both, impossible).stream()
        .map(
            value ->
                new Elementary(value, takers(table, column, value), takers(changed, column, value)))
        .toList();
  }

  /** Of values that every table takes in the same rows, the first stands for all. */
  static List<DataValue> unlike(
      int column, Collection<DataValue> values, List<Table> tables, Impossible impossible) {
    if (impossible.concerns(tables.get(0).inputs().get(column))) {
      return List.copyOf(values);
    }
    Map<List<BitSet>, DataValue> unlike = new LinkedHashMap<>();
    for (DataValue value : values) {
      unlike.putIfAbsent(tables.stream().map(one -> takers(one, column, value)).toList(), value);
    }
    return List.copyOf(unlike.values());
  }

  /** Whether every table takes two values in the same rows. */
  static boolean alike(
      int column, DataValue one, DataValue other, Table table, List<Mutant> changed) {
    return Stream.concat(Stream.of(table), changed.stream().map(Mutant::table))
        .allMatch(each -> takers(each, column, one).equals(takers(each, column, other)));
  }

  private static BitSet takers(Table table, int column, DataValue value) {
    BitSet takers = new BitSet();
    for (int row = 0; row < table.rows().size(); row++) {
      takers.set(row, table.rows().get(row).cells().get(column).test(value));
    }
    return takers;
  }

  /** Values of a column that stand for all its values, in any of the tables. */
  static List<DataValue> values(int column, List<Table> tables) {
    DataElement element = tables.get(0).inputs().get(column);
    List<DataValue> values = new ArrayList<>();
    if (element.isNumeric()) {
      numbers(column, element, tables)
          .forEach(number -> values.add(DataValue.of(number, List.of())));
    } else {
      boolean yesNo = element.type() == DataElement.Type.BOOLEAN;
      for (String word : element.values()) {
        values.add(DataValue.of(yesNo ? (Object) word.equals("yes") : word, List.of()));
      }
    }
    if (!element.always()) {
      boolean told = tables.stream().anyMatch(table -> Mutants.tellsReasons(table, column));
      for (Missing reason : told ? List.of(Missing.values()) : List.of(Missing.ABSENT)) {
        values.add(DataValue.none(reason));
      }
    }
    return values;
  }

  private static Stream<BigDecimal> numbers(int column, DataElement element, List<Table> tables) {
    TreeSet<BigDecimal> bounds = new TreeSet<>();
    for (Table table : tables) {
      for (Table.Row row : table.rows()) {
        for (Range range : row.cells().get(column).ranges()) {
          bounds.addAll(Mutants.bounds(range));
        }
      }
    }
    Range domain = element.domain();
    if (domain != null) {
      bounds.addAll(Mutants.bounds(domain));
    }
    TreeSet<BigDecimal> samples = new TreeSet<>(bounds);
    if (bounds.isEmpty()) {
      samples.add(BigDecimal.ONE);
    } else {
      samples.add(bounds.first().subtract(BigDecimal.ONE));
      samples.add(bounds.last().add(BigDecimal.ONE));
    }
    for (BigDecimal bound : bounds) {
      BigDecimal next = bounds.higher(bound);
      if (next != null) {
        samples.add(bound.add(next).divide(BigDecimal.valueOf(2)));
        samples.add(bound.add(next).divide(BigDecimal.valueOf(2)).setScale(0, RoundingMode.UP));
      }
    }
    return samples.stream()
        .filter(sample -> domain == null || domain.holds(sample))
        .filter(
            sample ->
                element.type() == DataElement.Type.NUMBER
                    || sample.stripTrailingZeros().scale() <= 0);
  }
}
