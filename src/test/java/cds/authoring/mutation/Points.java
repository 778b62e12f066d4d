package cds.authoring.mutation;

import cds.authoring.CaseRun;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Impossible;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import cds.rules.Release;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The situations of a table that can tell it from its survivors, and what each would notice. */
final class Points {

  private final TableProof proof;
  private final Table table;
  private final Impossible impossible;
  private final List<List<DataValue>> axes = new ArrayList<>();
  private final Map<List<Integer>, Point> seen = new HashMap<>();

  /**
   * One situation.
   *
   * @param situation its values
   * @param rows rows of the table that hold in it
   * @param says what the table says of it
   * @param noticed the survivors that say something else; none when no patient can be in it
   * @param possible whether a case may speak of it
   */
  record Point(
      Situation situation,
      BitSet rows,
      Map<String, String> says,
      BitSet noticed,
      boolean possible) {}

  Points(TableProof proof) {
    this.proof = proof;
    this.table = proof.table();
    this.impossible = Release.rules().impossible().among(table.inputs());
    List<Table> tables = new ArrayList<>(List.of(table));
    proof.survivors().forEach(mutant -> tables.add(mutant.table()));
    for (int column = 0; column < table.inputs().size(); column++) {
      axes.add(axis(column, tables));
    }
  }

  private List<DataValue> axis(int column, List<Table> tables) {
    DataElement input = table.inputs().get(column);
    Set<DataValue> values = new LinkedHashSet<>();
    if (input.isNumeric()) {
      // Values that authors chose are easier to picture than samples.
      proof.cases().stream()
          .flatMap(one -> one.situations().stream())
          .map(situation -> situation.get(input))
          .filter(DataValue.Known.class::isInstance)
          .forEach(values::add);
    }
    Cells.values(column, tables).stream()
        .sorted(Comparator.comparingInt(Points::decimals))
        .forEach(values::add);
    return Cells.unlike(column, values, tables, impossible);
  }

  private static int decimals(DataValue value) {
    BigDecimal number = value.number();
    return number == null ? 0 : Math.max(0, number.stripTrailingZeros().scale());
  }

  int size(int column) {
    return axes.get(column).size();
  }

  int columns() {
    return axes.size();
  }

  DataValue value(int column, int at) {
    return axes.get(column).get(at);
  }

  /** The point with these places on the axes. */
  Point at(List<Integer> place) {
    return seen.computeIfAbsent(place, this::look);
  }

  private Point look(List<Integer> place) {
    Situation situation = Release.rules().situation();
    for (int column = 0; column < axes.size(); column++) {
      situation.set(table.inputs().get(column), value(column, place.get(column)));
    }
    BitSet rows = new BitSet();
    for (int row = 0; row < table.rows().size(); row++) {
      rows.set(row, table.holds(table.rows().get(row), situation));
    }
    Map<String, String> says = proof.subject().says(table, situation);
    BitSet noticed = new BitSet();
    boolean possible = !says.containsKey(CaseRun.ROWS) && !impossible.rulesOut(situation);
    for (int i = 0; possible && i < proof.survivors().size(); i++) {
      Mutant mutant = proof.survivors().get(i);
      noticed.set(
          i,
          mutant.concerns(situation)
              && !proof.subject().says(mutant.table(), situation).equals(says));
    }
    return new Point(situation, rows, says, noticed, possible);
  }

  /** Where to start looking: everywhere when there are few points, else near what is known. */
  Set<List<Integer>> candidates(int most) {
    Set<List<Integer>> places = new LinkedHashSet<>();
    int product = axes.stream().mapToInt(List::size).reduce(1, (a, b) -> Math.min(most + 1, a * b));
    if (product <= most) {
      every(new ArrayList<>(), places);
      return places;
    }
    table.rows().forEach(row -> ofRow(row, places));
    for (Example example : proof.cases()) {
      near(place(example.situations().get(0)), places);
    }
    for (Mutant mutant : proof.survivors()) {
      Cells.apart(proof.subject(), mutant.table(), true)
          .ifPresent(apart -> places.add(place(apart)));
    }
    return places;
  }

  private void every(List<Integer> path, Set<List<Integer>> places) {
    if (path.size() == axes.size()) {
      places.add(List.copyOf(path));
      return;
    }
    for (int at = 0; at < size(path.size()); at++) {
      path.add(at);
      every(path, places);
      path.remove(path.size() - 1);
    }
  }

  /** Points in which a row holds: the first value of every input, the second, and so on. */
  private void ofRow(Table.Row row, Set<List<Integer>> places) {
    List<List<Integer>> taken = new ArrayList<>();
    for (int column = 0; column < columns(); column++) {
      List<Integer> own = new ArrayList<>();
      for (int at = 0; at < size(column); at++) {
        if (row.cells().get(column).test(value(column, at))) {
          own.add(at);
        }
      }
      taken.add(own.isEmpty() ? List.of(0) : own);
    }
    int longest = taken.stream().mapToInt(List::size).max().orElse(0);
    for (int shift = 0; shift < 2; shift++) {
      for (int i = 0; i < longest; i++) {
        List<Integer> place = new ArrayList<>();
        for (int column = 0; column < columns(); column++) {
          List<Integer> own = taken.get(column);
          place.add(own.get((i + shift * column) % own.size()));
        }
        near(place, places);
      }
    }
  }

  private void near(List<Integer> place, Set<List<Integer>> places) {
    places.add(List.copyOf(place));
    for (int column = 0; column < columns(); column++) {
      for (int at = 0; at < size(column); at++) {
        List<Integer> other = new ArrayList<>(place);
        other.set(column, at);
        places.add(List.copyOf(other));
      }
    }
  }

  /** The place of a situation, or of one that all tables take for the same. */
  private List<Integer> place(Situation situation) {
    Integer[] place = new Integer[columns()];
    Arrays.fill(place, 0);
    for (int column = 0; column < columns(); column++) {
      DataValue value = situation.get(table.inputs().get(column));
      for (int at = 0; at < size(column); at++) {
        if (Cells.alike(column, value, value(column, at), table, proof.survivors())) {
          place[column] = at;
          break;
        }
      }
    }
    return List.of(place);
  }
}
