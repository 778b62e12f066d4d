package cds.authoring.words;

import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One row of a decision table in words: when it holds, and what then. A row is its cells by column
 * name, in the order of the columns; a row that is wrong is told as far as it can be read.
 */
public final class RowWords {

  private static final String NONE = "none";
  private static final List<String> ABOUT = List.of("id", "source", "confidence", "note");
  private static final List<String> PAIRED = List.of("finding", "urgency", "criterion", "reason");

  private final Names names;
  private final Marks marks;
  private final CellWords cells;

  /** Takes what gives names, and how words are written. */
  public RowWords(Names names, Marks marks) {
    this.names = names;
    this.marks = marks;
    this.cells = new CellWords(names, marks);
  }

  /** Plain words for the tables of a rule. */
  public static RowWords of(RuleSet rules, Rule rule) {
    return new RowWords(Names.of(rules, rule), Marks.PLAIN);
  }

  /** When the row holds, as in {@code age: 12 years or more; body weight: below 60 kg}. */
  public String when(Map<String, String> row) {
    String said =
        row.entrySet().stream()
            .filter(cell -> !cell.getKey().startsWith(">") && !ABOUT.contains(cell.getKey()))
            .map(cell -> cells.condition(element(cell.getKey()), cell.getValue()))
            .filter(condition -> !condition.isEmpty())
            .collect(Collectors.joining("; "));
    return said.isEmpty() ? "in every case" : said;
  }

  /** What then holds: the finding with its urgency, the criterion with its reason, the values. */
  public String then(Map<String, String> row) {
    List<String> words = new ArrayList<>();
    words.add(finding(row));
    words.add(criterion(row));
    row.forEach(
        (column, cell) -> {
          String element = element(column);
          if (column.startsWith(">") && !PAIRED.contains(element) && !cell.equals(NONE)) {
            words.add(marks.text(names.label(element)) + ": " + value(element, cell));
          }
        });
    String said = words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining("; "));
    return said.isEmpty() ? "nothing" : said;
  }

  /** The finding of a row; empty for none. */
  public static String code(Map<String, String> row) {
    String code = row.getOrDefault(">finding", NONE);
    return code.equals(NONE) ? "" : code;
  }

  /** The data element of a column, without its unit and mark. */
  public static String element(String column) {
    return column.replaceAll("^>|\\s*\\[.*]$", "").strip();
  }

  private String finding(Map<String, String> row) {
    String code = code(row);
    return code.isEmpty()
        ? ""
        : marks.finding(code) + ", " + marks.text(row.getOrDefault(">urgency", ""));
  }

  private String criterion(Map<String, String> row) {
    String criterion = row.getOrDefault(">criterion", "");
    String reason = row.getOrDefault(">reason", NONE);
    if (criterion.isEmpty() || reason.equals(NONE)) {
      return criterion.isEmpty() ? "" : "criterion " + marks.text(criterion);
    }
    String words = names.reason(reason);
    return "criterion "
        + marks.text(criterion)
        + ": "
        + marks.text(reason)
        + (words.isEmpty() ? "" : " (" + marks.text(words) + ")");
  }

  private String value(String element, String cell) {
    if (cell.contains("@")) {
      return Stream.of(cell.split("\\s+"))
          .map(dose -> dose.replace("@", " mg on day "))
          .collect(Collectors.joining(", "));
    }
    String unit = CellWords.spoken(names.unit(element));
    return cells.withNumbers(cell)
        + (names.isNumeric(element) && !unit.isEmpty() ? " " + unit : "");
  }
}
