package cds.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tables, and bars that are held or missed. */
final class Report {

  private static final String BEGIN = "<!-- bench:begin -->";
  private static final String END = "<!-- bench:end -->";

  private final List<String> lines = new ArrayList<>();
  private final List<List<String>> bars = new ArrayList<>();
  private boolean missed;

  void table(String title, List<String> columns, List<List<String>> rows) {
    lines.add("");
    lines.add("### " + title);
    lines.add("");
    lines.addAll(grid(columns, rows));
  }

  private static List<String> grid(List<String> columns, List<List<String>> rows) {
    List<String> grid = new ArrayList<>();
    grid.add("| " + String.join(" | ", columns) + " |");
    grid.add("|" + "---|".repeat(columns.size()));
    rows.forEach(row -> grid.add("| " + String.join(" | ", row) + " |"));
    return grid;
  }

  void atMost(String what, double measured, double limit) {
    bar(what, measured, "≤ " + number(limit), measured <= limit);
  }

  void atLeast(String what, double measured, double limit) {
    bar(what, measured, "≥ " + number(limit), measured >= limit);
  }

  private void bar(String what, double measured, String limit, boolean held) {
    missed |= !held;
    List<String> bar = List.of(what, number(measured), limit, held ? "held" : "**missed**");
    System.out.println(String.join(" | ", bar));
    bars.add(bar);
  }

  private static String number(double number) {
    return "%.2f".formatted(number);
  }

  boolean missed() {
    return missed;
  }

  /** Puts the results between the marks of a page. */
  void write(Path page) throws IOException {
    List<String> all = new ArrayList<>(Files.readAllLines(page));
    all.subList(all.indexOf(BEGIN) + 1, all.indexOf(END)).clear();
    List<String> results = new ArrayList<>();
    results.add("");
    results.add(
        "Java %s, %d processors."
            .formatted(Runtime.version(), Runtime.getRuntime().availableProcessors()));
    results.add("");
    results.add("### Bars");
    results.add("");
    results.addAll(grid(List.of("What", "Measured", "Bar", ""), bars));
    results.addAll(lines);
    results.add("");
    all.addAll(all.indexOf(END), results);
    Files.write(page, all);
  }
}
