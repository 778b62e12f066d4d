package cds.engine;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a table's CSV by itself, with its own cells and its own reading of parameters: the second
 * opinion on the engine. It shares no code with it.
 */
final class CsvOracle {

  private static final Pattern PARAMETER = Pattern.compile("(?m)^(\\w+): \\{value: (-?[\\d.]+)");
  private static final List<String> NOTES = List.of("id", "source", "confidence", "note");

  private final List<String> columns;
  private final List<String> inputs;
  private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();
  private final Map<String, List<String>> alternatives = new HashMap<>();
  private final Map<String, BigDecimal> parameters = new TreeMap<>();

  CsvOracle(String csv, String parameterFile) {
    String[] lines = csv.split("\n");
    columns = List.of(lines[0].split(",", -1));
    inputs = inputs(columns);
    for (int line = 1; line < lines.length; line++) {
      String[] cells = lines[line].split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int column = 0; column < columns.size(); column++) {
        row.put(bare(columns.get(column)), cells[column].strip());
      }
      rows.put(row.get("id"), row);
    }
    Matcher parameter = PARAMETER.matcher(parameterFile);
    while (parameter.find()) {
      parameters.put(parameter.group(1), new BigDecimal(parameter.group(2)));
    }
  }

  /** Ids of all rows. */
  List<String> ids() {
    return List.copyOf(rows.keySet());
  }

  /** Names of the tested elements. */
  List<String> inputs() {
    return inputs;
  }

  private static List<String> inputs(List<String> columns) {
    return columns.stream()
        .filter(column -> !column.startsWith(">") && !NOTES.contains(column))
        .map(CsvOracle::bare)
        .toList();
  }

  /** Ids of the rows that hold; a value is a BigDecimal, a word, or {@code missing:reason}. */
  List<String> holding(Map<String, Object> values) {
    return ids().stream()
        .filter(id -> inputs().stream().allMatch(name -> holds(id, name, values.get(name))))
        .sorted()
        .toList();
  }

  /** Whether one cell of one row takes a value. */
  boolean holds(String id, String name, Object value) {
    for (String word : alternatives.computeIfAbsent(cell(id, name), CsvOracle::split)) {
      boolean taken =
          word.equals("any")
              || (value instanceof BigDecimal number
                  ? takes(word, number)
                  : word.equals(value)
                      || (word.equals("missing") && value.toString().startsWith("missing:")));
      if (taken) {
        return true;
      }
    }
    return false;
  }

  /** The text of a cell; the column is named without sign and unit. */
  String cell(String id, String name) {
    String text = rows.get(id).getOrDefault(name, "none");
    return text.matches("\\{\\w+}") ? number(text).toPlainString() : text;
  }

  /** Names of the columns a row fills. */
  List<String> outputs() {
    return columns.stream().filter(c -> c.startsWith(">")).map(CsvOracle::bare).toList();
  }

  /** Every number that stands in a column. */
  TreeSet<BigDecimal> bounds(String name) {
    TreeSet<BigDecimal> bounds = new TreeSet<>();
    for (String id : ids()) {
      for (String word : cell(id, name).split("\\.\\.|[\\[\\]()|<>= ]+")) {
        if (word.matches("-?\\d+(\\.\\d+)?") || word.startsWith("{")) {
          bounds.add(number(word));
        }
      }
    }
    return bounds;
  }

  private static List<String> split(String cell) {
    return Arrays.stream(cell.split("\\|")).map(String::strip).toList();
  }

  private boolean takes(String word, BigDecimal value) {
    if (word.startsWith("missing")) {
      return false;
    }
    if (word.contains("..")) {
      String low = word.substring(1, word.indexOf("..")).strip();
      String high = word.substring(word.indexOf("..") + 2, word.length() - 1).strip();
      boolean above = low.isEmpty() || side(value, low) > 0 || at(value, low, word, '[');
      return above && (high.isEmpty() || side(value, high) < 0 || at(value, high, word, ']'));
    }
    if (word.startsWith("<=") || word.startsWith(">=")) {
      int side = side(value, word.substring(2).strip());
      return side == 0 || side < 0 == word.startsWith("<");
    }
    if (word.startsWith("<") || word.startsWith(">")) {
      int side = side(value, word.substring(1).strip());
      return side != 0 && side < 0 == word.startsWith("<");
    }
    return side(value, word) == 0;
  }

  private boolean at(BigDecimal value, String bound, String word, char bracket) {
    return side(value, bound) == 0 && word.indexOf(bracket) >= 0;
  }

  private int side(BigDecimal value, String bound) {
    return value.compareTo(number(bound));
  }

  private BigDecimal number(String word) {
    return word.startsWith("{")
        ? parameters.get(word.substring(1, word.length() - 1))
        : new BigDecimal(word);
  }

  private static String bare(String column) {
    return column.replace(">", "").replaceAll("\\[.*]", "").strip();
  }
}
