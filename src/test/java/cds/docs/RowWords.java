package cds.docs;

import static cds.docs.Markdown.escape;

import cds.docs.RulePages.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One row of a decision table as a sentence: when it holds, and what then. */
final class RowWords {

  private static final String NONE = "none";
  private static final List<String> PAIRED = List.of("finding", "urgency", "criterion", "reason");

  private final Dictionary dictionary;
  private final CellWords cells;
  private final JsonNode reasons;

  /**
   * Takes what gives names.
   *
   * @param reasons words for reasons, by code
   */
  RowWords(Dictionary dictionary, JsonNode reasons) {
    this.dictionary = dictionary;
    this.cells = new CellWords(dictionary);
    this.reasons = reasons;
  }

  /** When the row holds. */
  String when(Sheet sheet, Map<String, String> row) {
    String said =
        sheet.inputs().stream()
            .map(column -> cells.condition(Sheet.element(column), row.get(column)))
            .filter(condition -> !condition.isEmpty())
            .collect(Collectors.joining("; "));
    return said.isEmpty() ? "in every case" : said;
  }

  /** What then holds: the finding, the criterion, the values. */
  String then(Sheet sheet, Map<String, String> row) {
    List<String> words = new ArrayList<>();
    words.add(finding(row));
    words.add(criterion(row));
    for (String column : sheet.outputs()) {
      String element = Sheet.element(column);
      String cell = row.get(column);
      if (!PAIRED.contains(element) && !cell.equals(NONE)) {
        words.add(escape(dictionary.label(element)) + ": " + value(element, cell));
      }
    }
    String said = words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining("; "));
    return said.isEmpty() ? "nothing" : said;
  }

  /** The finding of a row; empty for none. */
  static String code(Map<String, String> row) {
    String code = row.getOrDefault(">finding", NONE);
    return code.equals(NONE) ? "" : code;
  }

  private static String finding(Map<String, String> row) {
    String code = code(row);
    return code.isEmpty()
        ? ""
        : FindingsPage.link(code) + ", " + escape(row.getOrDefault(">urgency", ""));
  }

  private String criterion(Map<String, String> row) {
    String criterion = row.getOrDefault(">criterion", "");
    String reason = row.getOrDefault(">reason", NONE);
    if (criterion.isEmpty() || reason.equals(NONE)) {
      return criterion.isEmpty() ? "" : "criterion " + escape(criterion);
    }
    String words = RulePages.text(reasons.path(reason), "short");
    return "criterion "
        + escape(criterion)
        + ": "
        + escape(reason)
        + (words.isEmpty() ? "" : " (" + escape(words) + ")");
  }

  private String value(String element, String cell) {
    if (cell.contains("@")) {
      return Stream.of(cell.split("\\s+"))
          .map(dose -> dose.replace("@", " mg on day "))
          .collect(Collectors.joining(", "));
    }
    String unit = Dictionary.spoken(dictionary.unit(element));
    return escape(dictionary.withNumbers(cell)).replace("\\`", "`")
        + (dictionary.numeric(element) && !unit.isEmpty() ? " " + unit : "");
  }
}
