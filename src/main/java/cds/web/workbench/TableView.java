package cds.web.workbench;

import cds.authoring.sheet.Grid;
import cds.authoring.words.RowWords;
import cds.knowledge.Confidence;
import cds.knowledge.DataElement;
import cds.knowledge.Parameter;
import cds.knowledge.Problem;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.Urgency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A decision table as a page shows it.
 *
 * @param name its name in the rule folder
 * @param columns its columns
 * @param grid its cells
 * @param words each row in plain words
 * @param problems what is wrong in it
 */
record TableView(
    String name, List<Column> columns, Grid grid, List<String> words, List<Problem> problems) {

  /**
   * A column.
   *
   * @param header as the table names it
   * @param label the data element in plain words
   * @param unit its unit, or empty
   * @param output whether the table gives it
   * @param choices what a cell may say; numbers aside
   * @param hint how a cell is written
   */
  record Column(
      String header,
      String label,
      String unit,
      boolean output,
      List<String> choices,
      String hint) {}

  /** The table as it stands in a draft, however wrong it is. */
  static TableView of(
      String file, String name, Grid grid, RuleSet rules, @Nullable Rule rule, List<Problem> all) {
    return new TableView(
        name,
        grid.header().stream().map(header -> column(header, rules, rule)).toList(),
        grid,
        words(grid, rules, rule),
        all.stream().filter(problem -> problem.file().equals(file)).toList());
  }

  /** Each row as a sentence: when it holds, and what then. */
  private static List<String> words(Grid grid, RuleSet rules, @Nullable Rule rule) {
    if (rule == null) {
      return grid.rows().stream().map(row -> "").toList();
    }
    RowWords words = RowWords.of(rules, rule);
    List<String> said = new ArrayList<>();
    for (List<String> cells : grid.rows()) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int column = 0; column < cells.size(); column++) {
        row.put(grid.header().get(column), cells.get(column));
      }
      said.add(words.when(row) + " → " + words.then(row));
    }
    return said;
  }

  /** What is wrong in a cell; empty when nothing is. */
  public String wrong(int row, int column) {
    String id = grid.rows().get(row).get(Math.max(0, grid.header().indexOf("id")));
    String header = grid.header().get(column);
    return problems.stream()
        .filter(problem -> problem.row().equals(id) && problem.column().equals(header))
        .map(Problem::message)
        .findFirst()
        .orElse("");
  }

  /** What is wrong that no single cell shows. */
  public List<Problem> others() {
    return problems.stream()
        .filter(problem -> grid.row(problem.row()) < 0 || !grid.header().contains(problem.column()))
        .toList();
  }

  private static Column column(String header, RuleSet rules, @Nullable Rule rule) {
    boolean output = header.startsWith(">");
    String name = header.replaceAll("^>\\s*|\\s*\\[.*$", "");
    DataElement element = rules.elements().get(name);
    if (element == null) {
      return new Column(header, name, "", output, words(name, rules, rule), "");
    }
    String unit = element.unit() == null ? "" : element.unit();
    return new Column(
        header,
        element.label(),
        unit,
        output,
        choices(element, output, rules, rule),
        hint(element, output));
  }

  private static List<String> words(String name, RuleSet rules, @Nullable Rule rule) {
    return switch (name) {
      case "finding" -> with("none", rule == null ? List.of() : rule.findings().keySet());
      case "urgency" -> with("none", Stream.of(Urgency.values()).map(Urgency::word).toList());
      case "criterion" -> List.of("met", "not-met", "unknown");
      case "reason" -> with("none", new TreeSet<>(rules.reasons().keySet()));
      case "source" -> List.copyOf(new TreeSet<>(rules.sources().keySet()));
      case "confidence" -> Stream.of(Confidence.values()).map(Confidence::word).toList();
      default -> List.of();
    };
  }

  private static List<String> with(String first, Iterable<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    others.forEach(all::add);
    return all;
  }

  private static List<String> choices(
      DataElement element, boolean output, RuleSet rules, @Nullable Rule rule) {
    List<String> choices = new ArrayList<>(output ? List.of("none") : List.of("any"));
    choices.addAll(element.values());
    if (!output && !element.always()) {
      choices.add("missing");
    }
    if (element.isNumeric()) {
      Stream.of(rule == null ? Map.<String, Parameter>of() : rule.parameters(), rules.parameters())
          .flatMap(parameters -> parameters.values().stream())
          .filter(parameter -> parameter.unit().equals(element.unit()))
          .map(
              parameter -> output ? "{" + parameter.name() + "}" : "[{" + parameter.name() + "}..)")
          .distinct()
          .forEach(choices::add);
    }
    return choices;
  }

  private static String hint(DataElement element, boolean output) {
    if (!element.isNumeric()) {
      return output ? "a value, or none" : "values with | between them, any, missing";
    }
    return output ? "a number, or none" : "[15..30), >= 3, any, missing";
  }
}
