package cds.authoring.mutation;

import cds.knowledge.Cell;
import cds.knowledge.DataElement;
import cds.knowledge.Doses;
import cds.knowledge.Outcome;
import cds.knowledge.Table;
import cds.knowledge.Urgency;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every way in which what one row gives can be wrong. */
final class RowMutants {

  private final Table table;
  private final Set<String> findings;
  private final Table.Row row;
  private final Mutants.Sink sink;

  RowMutants(Table table, Set<String> findings, Table.Row row, Mutants.Sink sink) {
    this.table = table;
    this.findings = findings;
    this.row = row;
    this.sink = sink;
  }

  void all() {
    findings();
    urgencies();
    criteria();
    table.outputs().forEach(this::output);
  }

  private void findings() {
    Set<String> known = among(Table.Row::finding);
    if (known.isEmpty()) {
      return;
    }
    if (known.size() == 1) {
      known.addAll(findings);
    }
    Urgency urgency = row.urgency() == null ? Urgency.SOON : row.urgency();
    for (String other : known) {
      if (!other.equals(row.finding())) {
        says("finding", row.finding(), other, said(other, urgency, row.outcome(), row.reason()));
      }
    }
    if (row.finding() != null) {
      says("finding", row.finding(), null, said(null, null, row.outcome(), row.reason()));
    }
  }

  private void urgencies() {
    if (row.urgency() == null) {
      return;
    }
    List<Urgency> steps = List.of(Urgency.values());
    for (int by : new int[] {-1, 1}) {
      int step = steps.indexOf(row.urgency()) + by;
      if (step >= 0 && step < steps.size()) {
        Urgency other = steps.get(step);
        says(
            "urgency",
            row.urgency().word(),
            other.word(),
            said(row.finding(), other, row.outcome(), row.reason()));
      }
    }
  }

  private void criteria() {
    if (row.outcome() == null) {
      return;
    }
    for (Outcome other : Outcome.values()) {
      if (other != row.outcome()) {
        says(
            "criterion",
            row.outcome().name(),
            other.name(),
            said(row.finding(), row.urgency(), other, row.reason()));
      }
    }
    for (String other : among(Table.Row::reason)) {
      if (!other.equals(row.reason())) {
        says(
            "reason",
            row.reason(),
            other,
            said(row.finding(), row.urgency(), row.outcome(), other));
      }
    }
    if (row.reason() != null) {
      says("reason", row.reason(), null, said(row.finding(), row.urgency(), row.outcome(), null));
    }
  }

  private void output(DataElement output) {
    Object given = row.outputs().get(output);
    Set<Object> others = new LinkedHashSet<>();
    if (given instanceof BigDecimal number) {
      BigDecimal step = BigDecimal.ONE.movePointLeft(Math.max(0, number.scale()));
      others.add(number.add(step));
      others.add(number.subtract(step));
    } else if (given instanceof Doses doses) {
      others.addAll(wrong(doses));
    } else if (output.type() == DataElement.Type.BOOLEAN) {
      others.addAll(List.of(true, false));
    } else {
      others.addAll(output.values());
    }
    if (given == null) {
      table.rows().forEach(other -> others.add(other.outputs().get(output)));
    }
    for (Object other : others) {
      if (other != null && !other.equals(given)) {
        says(output.name(), given, other, giving(output, other));
      }
    }
    if (given != null) {
      says(output.name(), given, null, giving(output, null));
    }
  }

  /** Another amount, another day, a dose left out. */
  private static List<Doses> wrong(Doses doses) {
    List<Doses> wrong = new ArrayList<>();
    for (int i = 0; i < doses.doses().size(); i++) {
      Doses.Dose dose = doses.doses().get(i);
      List<Doses.Dose> others = new ArrayList<>(doses.doses());
      others.set(i, new Doses.Dose(dose.mg().add(BigDecimal.ONE), dose.day()));
      wrong.add(new Doses(List.copyOf(others)));
      others.set(i, new Doses.Dose(dose.mg(), dose.day() + 1));
      wrong.add(new Doses(List.copyOf(others)));
      others.remove(i);
      if (!others.isEmpty()) {
        wrong.add(new Doses(List.copyOf(others)));
      }
    }
    return wrong;
  }

  private Set<String> among(Function<Table.Row, @Nullable String> word) {
    Set<String> words = new LinkedHashSet<>();
    table.rows().stream().map(word).filter(Objects::nonNull).forEach(words::add);
    return words;
  }

  private void says(String column, @Nullable Object was, @Nullable Object is, Table.Row wrong) {
    sink.add(row, ">" + column, said(was) + " → " + said(is), wrong);
  }

  private static String said(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof Boolean yes
        ? yes ? "yes" : "no"
        : Objects.requireNonNullElse(value, "none").toString();
  }

  private Table.Row giving(DataElement output, @Nullable Object value) {
    Map<DataElement, Object> outputs = new LinkedHashMap<>(row.outputs());
    if (value == null) {
      outputs.remove(output);
    } else {
      outputs.put(output, value);
    }
    return new Table.Row(
        row.table(),
        row.id(),
        row.line(),
        row.cells(),
        outputs,
        row.finding(),
        row.urgency(),
        row.outcome(),
        row.reason(),
        row.source(),
        row.confidence());
  }

  private Table.Row said(
      @Nullable String finding,
      @Nullable Urgency urgency,
      @Nullable Outcome outcome,
      @Nullable String reason) {
    return new Table.Row(
        row.table(),
        row.id(),
        row.line(),
        row.cells(),
        row.outputs(),
        finding,
        urgency,
        outcome,
        reason,
        row.source(),
        row.confidence());
  }

  /** The row with other tests. */
  static Table.Row testing(Table.Row row, List<Cell> cells) {
    return new Table.Row(
        row.table(),
        row.id(),
        row.line(),
        List.copyOf(cells),
        row.outputs(),
        row.finding(),
        row.urgency(),
        row.outcome(),
        row.reason(),
        row.source(),
        row.confidence());
  }
}
