package cds.knowledge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The exact check of a table. Every condition is an interval or an equality, so the product of
 * elementary cells (each bound, each open interval between bounds, each code, each reason for
 * missing) is a proof, not a sample: it names the patient who falls through or finds two rows.
 */
public final class TableCheck {

  private static final int MOST_REPORTED = 5;

  /** More rows than this nobody reads; each bound is held against each row. */
  private static final int MOST_ROWS = 5_000;

  /** The largest table that ships needs a hundredth of this. */
  private static final int MOST_VISITED = 500_000;

  private final Table table;
  private final Problems problems;
  private final List<List<Elementary>> axes = new ArrayList<>();
  private final BitSet reached = new BitSet();
  private int reported;
  private int visited;

  /** One elementary cell of one input: a value that stands for all values in it. */
  private record Elementary(DataValue value, String says, BitSet rows) {}

  private TableCheck(Table table, Problems problems) {
    this.table = table;
    this.problems = problems;
    for (int column = 0; column < table.inputs().size(); column++) {
      axes.add(axis(column));
    }
  }

  /** Reports gaps, overlaps and rows no patient can reach. */
  public static void check(Table table, Problems problems) {
    if (table.rows().size() > MOST_ROWS) {
      problems.add(
          table.file(), "", "", "a table has at most " + MOST_ROWS + " rows; split it by an input");
      return;
    }
    TableCheck check = new TableCheck(table, problems);
    BitSet all = new BitSet();
    all.set(0, table.rows().size());
    check.visit(0, all, new ArrayList<>());
    if (check.visited > MOST_VISITED) {
      problems.add(
          table.file(),
          "",
          "",
          "the table is too large to be checked exactly; split it into tables with fewer inputs or"
              + " bounds");
      return;
    }
    for (int row = 0; row < table.rows().size(); row++) {
      if (!check.reached.get(row)) {
        problems.add(table.file(), table.rows().get(row).id(), "", "no patient can reach this row");
      }
    }
  }

  private void visit(int column, BitSet rows, List<Elementary> path) {
    if (reported >= MOST_REPORTED || visited > MOST_VISITED) {
      return;
    }
    visited++;
    if (rows.isEmpty() && !table.complete()) {
      return;
    }
    if (rows.isEmpty()) {
      report("", "gap: no row for " + says(path));
      return;
    }
    if (column == axes.size()) {
      reached.or(rows);
      if (table.hit() == Table.Hit.UNIQUE && rows.cardinality() > 1) {
        report(names(rows), "overlap: rows " + names(rows) + " both hold for " + says(path));
      }
      if (table.hit() == Table.Hit.HIGHEST) {
        checkTie(rows, path);
      }
      return;
    }
    for (Elementary elementary : axes.get(column)) {
      BitSet left = (BitSet) rows.clone();
      left.and(elementary.rows());
      path.add(elementary);
      visit(column + 1, left, path);
      path.remove(path.size() - 1);
    }
  }

  private void checkTie(BitSet rows, List<Elementary> path) {
    Map<Urgency, String> byUrgency = new LinkedHashMap<>();
    Urgency highest = Urgency.INFO;
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      Table.Row hit = table.rows().get(row);
      if (hit.urgency() != null && hit.finding() != null) {
        String other = byUrgency.putIfAbsent(hit.urgency(), hit.finding());
        if (other != null && !other.equals(hit.finding())) {
          byUrgency.put(hit.urgency(), "");
        }
        highest = hit.urgency().compareTo(highest) > 0 ? hit.urgency() : highest;
      }
    }
    if ("".equals(byUrgency.get(highest))) {
      report(names(rows), "tie: rows " + names(rows) + " are equally urgent for " + says(path));
    }
  }

  private void report(String row, String message) {
    reported++;
    problems.add(table.file(), row, "", message);
  }

  private String names(BitSet rows) {
    return rows.stream()
        .mapToObj(row -> table.rows().get(row).id())
        .collect(Collectors.joining(" and "));
  }

  private String says(List<Elementary> path) {
    List<String> parts = new ArrayList<>(path.stream().map(Elementary::says).toList());
    table.inputs().stream()
        .skip(path.size())
        .forEach(input -> parts.add(input.name() + " anything"));
    return String.join(", ", parts);
  }

  private List<Elementary> axis(int column) {
    DataElement element = table.inputs().get(column);
    List<Elementary> axis = new ArrayList<>();
    values(column, element)
        .forEach(
            value ->
                axis.add(
                    elementary(
                        column,
                        DataValue.of(value, List.of()),
                        element.name() + " " + say(value))));
    if (!element.always()) {
      for (Missing reason : reasons(column)) {
        axis.add(
            elementary(
                column,
                DataValue.none(reason),
                element.name() + " missing (" + reason.word() + ")"));
      }
    }
    return merged(axis);
  }

  private static String say(Object value) {
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
    return value instanceof Boolean yes ? (yes ? "yes" : "no") : value.toString();
  }

  /** Elementary cells that the same rows take are one: the first stands for all. */
  private static List<Elementary> merged(List<Elementary> axis) {
    Map<BitSet, Elementary> byRows = new LinkedHashMap<>();
    axis.forEach(cell -> byRows.putIfAbsent(cell.rows(), cell));
    return List.copyOf(byRows.values());
  }

  private Elementary elementary(int column, DataValue value, String says) {
    BitSet rows = new BitSet();
    for (int row = 0; row < table.rows().size(); row++) {
      rows.set(row, table.rows().get(row).cells().get(column).test(value));
    }
    return new Elementary(value, says, rows);
  }

  private List<Missing> reasons(int column) {
    boolean told =
        table.rows().stream()
            .map(row -> row.cells().get(column))
            .anyMatch(
                cell ->
                    !cell.missing().isEmpty() && cell.missing().size() < Missing.values().length);
    return told ? List.of(Missing.values()) : List.of(Missing.ABSENT);
  }

  private Stream<?> values(int column, DataElement element) {
    return switch (element.type()) {
      case BOOLEAN -> Stream.of(true, false);
      case CODE -> element.values().stream();
      default -> numbers(column, element);
    };
  }

  private Stream<BigDecimal> numbers(int column, DataElement element) {
    TreeSet<BigDecimal> bounds = new TreeSet<>();
    table.rows().forEach(row -> row.cells().get(column).ranges().forEach(r -> add(bounds, r)));
    Range domain = element.domain();
    if (domain != null) {
      add(bounds, domain);
    }
    if (bounds.isEmpty()) {
      return Stream.of(BigDecimal.ONE);
    }
    List<BigDecimal> samples = new ArrayList<>();
    samples.add(bounds.first().subtract(BigDecimal.ONE));
    @Nullable BigDecimal previous = null;
    for (BigDecimal bound : bounds) {
      if (previous != null) {
        samples.add(between(previous, bound, element));
      }
      samples.add(bound);
      previous = bound;
    }
    samples.add(bounds.last().add(BigDecimal.ONE));
    return samples.stream()
        .filter(sample -> domain == null || domain.holds(sample))
        .filter(
            sample ->
                element.type() == DataElement.Type.NUMBER
                    || sample.stripTrailingZeros().scale() <= 0);
  }

  private static BigDecimal between(BigDecimal low, BigDecimal high, DataElement element) {
    BigDecimal middle = low.add(high).divide(BigDecimal.valueOf(2));
    return element.type() == DataElement.Type.INTEGER
        ? low.add(BigDecimal.ONE).min(middle.setScale(0, java.math.RoundingMode.UP))
        : middle;
  }

  private static void add(Set<BigDecimal> bounds, Range range) {
    if (range.low() != null) {
      bounds.add(range.low());
    }
    if (range.high() != null) {
      bounds.add(range.high());
    }
  }
}
