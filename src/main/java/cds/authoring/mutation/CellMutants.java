package cds.authoring.mutation;

import cds.knowledge.Cell;
import cds.knowledge.DataElement;
import cds.knowledge.Missing;
import cds.knowledge.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every way in which one input cell can be a little wrong. */
final class CellMutants {

  private static final Range ALL_NUMBERS = new Range(null, false, null, false);
  private static final Set<Missing> ALL_REASONS = Set.copyOf(EnumSet.allOf(Missing.class));

  private final Cell cell;
  private final DataElement element;
  private final BigDecimal step;
  private final boolean told;
  private final Map<String, Cell> mutants = new LinkedHashMap<>();

  private CellMutants(Cell cell, DataElement element, BigDecimal step, boolean told) {
    this.cell = cell;
    this.element = element;
    this.step = step;
    this.told = told;
  }

  /**
   * The wrong cells, by their normal form.
   *
   * @param step by how much a bound is shifted
   * @param told whether the column tells reasons for missing apart; else they count as one
   */
  static List<Cell> of(Cell cell, DataElement element, BigDecimal step, boolean told) {
    CellMutants all = new CellMutants(cell, element, step, told);
    if (cell.any()) {
      all.narrow();
    } else {
      all.add(Cell.ANY);
      all.ranges();
      all.values();
      all.missing();
    }
    all.mutants.remove(cell.normal());
    return List.copyOf(all.mutants.values());
  }

  private void narrow() {
    element.values().forEach(value -> add(List.of(), Set.of(value), Set.of()));
    List<Range> numbers = element.isNumeric() ? List.of(ALL_NUMBERS) : List.of();
    if (!element.always()) {
      add(List.of(), Set.of(), ALL_REASONS);
      add(numbers, Set.copyOf(element.values()), Set.of());
    }
  }

  private void ranges() {
    for (int i = 0; i < cell.ranges().size(); i++) {
      Range range = cell.ranges().get(i);
      List<Range> others = new ArrayList<>(cell.ranges());
      others.remove(i);
      add(others, cell.values(), cell.missing());
      for (Range wrong : wrong(range)) {
        List<Range> ranges = new ArrayList<>(cell.ranges());
        ranges.set(i, wrong);
        add(ranges, cell.values(), cell.missing());
      }
    }
  }

  private List<Range> wrong(Range range) {
    List<Range> wrong = new ArrayList<>();
    BigDecimal low = range.low();
    BigDecimal high = range.high();
    boolean whole = element.type() == DataElement.Type.INTEGER;
    for (BigDecimal by : List.of(step, step.negate())) {
      if (low != null) {
        wrong.add(new Range(low.add(by), range.lowIncluded(), high, range.highIncluded()));
      }
      if (high != null) {
        wrong.add(new Range(low, range.lowIncluded(), high.add(by), range.highIncluded()));
      }
      if (low != null && high != null && low.compareTo(high) == 0) {
        wrong.add(new Range(low.add(by), true, high.add(by), true));
      }
    }
    // Among whole numbers another bracket is the same as another bound.
    if (low != null && !whole) {
      wrong.add(new Range(low, !range.lowIncluded(), high, range.highIncluded()));
    }
    if (high != null && !whole) {
      wrong.add(new Range(low, range.lowIncluded(), high, !range.highIncluded()));
    }
    return wrong.stream().filter(CellMutants::holdsSomething).toList();
  }

  private static boolean holdsSomething(Range range) {
    if (range.low() == null || range.high() == null) {
      return true;
    }
    int order = range.low().compareTo(range.high());
    return order < 0 || (order == 0 && range.lowIncluded() && range.highIncluded());
  }

  private void values() {
    for (String value : element.values()) {
      Set<String> others = new LinkedHashSet<>(cell.values());
      if (!others.remove(value)) {
        others.add(value);
        if (cell.values().size() == 1) {
          add(cell.ranges(), Set.of(value), cell.missing());
        }
      }
      add(cell.ranges(), others, cell.missing());
    }
  }

  private void missing() {
    if (element.always()) {
      return;
    }
    if (!told) {
      add(cell.ranges(), cell.values(), cell.missing().isEmpty() ? ALL_REASONS : Set.of());
      return;
    }
    for (Missing reason : Missing.values()) {
      Set<Missing> others = EnumSet.noneOf(Missing.class);
      others.addAll(cell.missing());
      if (!others.remove(reason)) {
        others.add(reason);
      }
      add(cell.ranges(), cell.values(), others);
    }
  }

  private void add(List<Range> ranges, Set<String> values, Set<Missing> missing) {
    if (!ranges.isEmpty() || !values.isEmpty() || !missing.isEmpty()) {
      Set<String> sorted = new LinkedHashSet<>(new TreeSet<>(values));
      add(new Cell(false, List.copyOf(ranges), sorted, Set.copyOf(missing)));
    }
  }

  private void add(Cell wrong) {
    mutants.putIfAbsent(wrong.normal(), wrong);
  }
}
