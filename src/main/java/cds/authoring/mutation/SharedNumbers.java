package cds.authoring.mutation;

import cds.knowledge.Cell;
import cds.knowledge.Parameter;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The numbers that stand in a table by name, as {@code {cut_off}}. */
final class SharedNumbers {

  private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

  private final RuleSet rules;
  private final Rule rule;
  private final Table table;
  private final List<List<String>> texts = new ArrayList<>();

  SharedNumbers(Subject subject) {
    this.rules = subject.rules();
    this.rule = subject.rule();
    this.table = subject.table();
    try (CSVParser parser =
        CSVParser.parse(
            subject.csv(),
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get())) {
      for (CSVRecord line : parser) {
        texts.add(
            table.inputs().stream()
                .map(input -> line.get(header(parser.getHeaderNames(), input.name())))
                .toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String header(List<String> headers, String name) {
    return headers.stream()
        .filter(header -> header.split("\\[", -1)[0].strip().equals(name))
        .findFirst()
        .orElseThrow();
  }

  Set<String> names() {
    Set<String> names = new TreeSet<>();
    texts.forEach(row -> row.forEach(cell -> names.addAll(names(cell))));
    return names;
  }

  /** The columns a number stands in. */
  List<Integer> columns(String name) {
    List<Integer> columns = new ArrayList<>();
    for (int column = 0; column < table.inputs().size(); column++) {
      int at = column;
      if (texts.stream().anyMatch(row -> names(row.get(at)).contains(name))) {
        columns.add(column);
      }
    }
    return columns;
  }

  BigDecimal value(String name) {
    Parameter own = rule.parameters().get(name);
    return Objects.requireNonNull(own == null ? rules.parameters().get(name) : own, name).value();
  }

  /**
   * The rows of the table if the number had another value; empty when an interval would then hold
   * no number, which is refused when it is read.
   */
  Optional<List<Table.Row>> shifted(String name, BigDecimal by) {
    List<Table.Row> rows = new ArrayList<>();
    try {
      for (int i = 0; i < texts.size(); i++) {
        rows.add(shifted(table.rows().get(i), texts.get(i), name, value(name).add(by)));
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.of(rows);
  }

  private Table.Row shifted(Table.Row row, List<String> text, String name, BigDecimal shifted) {
    List<Cell> cells = new ArrayList<>(row.cells());
    for (int column = 0; column < cells.size(); column++) {
      if (names(text.get(column)).contains(name)) {
        cells.set(
            column,
            Cell.parse(
                text.get(column),
                table.inputs().get(column),
                number -> number.equals(name) ? shifted : value(number)));
      }
    }
    return cells.equals(row.cells()) ? row : RowMutants.testing(row, cells);
  }

  private static Set<String> names(String cell) {
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(cell);
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }
}
