package cds.engine;

import cds.knowledge.Cell;
import cds.knowledge.DataElement;
import cds.knowledge.Missing;
import cds.knowledge.Range;
import cds.knowledge.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes tables as DRL, for people who audit them and for the test that compiles it and compares
 * its answers with the engine's. It is never read back.
 */
public final class DrlWriter {

  private DrlWriter() {}

  /**
   * DRL with one rule per row, over a fact of class {@code fact} with the methods {@code Double
   * number(String)}, {@code String text(String)}, {@code String missing(String)} and {@code
   * List<String> getHits()}.
   */
  public static String write(List<Table> tables, String fact) {
    StringBuilder drl =
        new StringBuilder("package generated;\n\nimport ").append(fact).append(";\n");
    String simple = fact.substring(fact.lastIndexOf('.') + 1);
    for (Table table : tables) {
      for (Table.Row row : table.rows()) {
        drl.append("\n// ").append(row.source().label()).append("\nrule \"").append(row.key());
        drl.append("\"\nwhen\n  $f : ").append(simple).append("(\n    ");
        drl.append(String.join(",\n    ", conditions(table, row)));
        drl.append(")\nthen\n  $f.getHits().add(\"").append(row.key()).append("\");\n");
        for (Map.Entry<DataElement, Object> output : row.outputs().entrySet()) {
          drl.append("  // ").append(output.getKey().name()).append(" = ");
          drl.append(output.getValue()).append('\n');
        }
        if (row.finding() != null) {
          drl.append("  // ").append(row.finding()).append(' ').append(row.urgency()).append('\n');
        }
        drl.append("end\n");
      }
    }
    return drl.toString();
  }

  private static List<String> conditions(Table table, Table.Row row) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < row.cells().size(); i++) {
      Cell cell = row.cells().get(i);
      if (!cell.any()) {
        conditions.add(condition(table.inputs().get(i), cell));
      }
    }
    return conditions;
  }

  private static String condition(DataElement element, Cell cell) {
    List<String> alternatives = new ArrayList<>();
    String name = "(\"" + element.name() + "\")";
    if (cell.missing().size() == Missing.values().length) {
      alternatives.add("missing" + name + " != null");
    } else {
      cell.missing().stream()
          .sorted()
          .forEach(reason -> alternatives.add("missing" + name + " == \"" + reason.word() + "\""));
    }
    cell.values().forEach(value -> alternatives.add("text" + name + " == \"" + value + "\""));
    for (Range range : cell.ranges()) {
      List<String> bounds = new ArrayList<>();
      bounds.add("number" + name + " != null");
      if (range.low() != null) {
        bounds.add("number" + name + (range.lowIncluded() ? " >= " : " > ") + literal(range.low()));
      }
      if (range.high() != null) {
        bounds.add(
            "number" + name + (range.highIncluded() ? " <= " : " < ") + literal(range.high()));
      }
      alternatives.add(bounds.stream().collect(Collectors.joining(" && ", "(", ")")));
    }
    return alternatives.stream().collect(Collectors.joining(" || ", "(", ")"));
  }

  private static String literal(java.math.BigDecimal bound) {
    String plain = bound.toPlainString();
    return plain.contains(".") ? plain + "d" : plain + ".0d";
  }
}
