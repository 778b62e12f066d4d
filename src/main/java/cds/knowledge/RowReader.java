package cds.knowledge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one decision table, cell by cell. */
final class RowReader {

  private final TableReader.Context context;
  private final String file;
  private final String table;
  private final TableReader.Columns columns;
  private final Problems problems;

  RowReader(
      TableReader.Context context,
      String file,
      String table,
      TableReader.Columns columns,
      Problems problems) {
    this.context = context;
    this.file = file;
    this.table = table;
    this.columns = columns;
    this.problems = problems;
  }

  /** Reads one row. */
  Table.Row row(CSVRecord record, int line) {
    String id = record.get("id");
    List<Cell> cells = new ArrayList<>();
    columns
        .inputs()
        .forEach((header, element) -> cells.add(cell(id, header, record.get(header), element)));
    Map<DataElement, Object> outputs = new LinkedHashMap<>();
    columns
        .outputs()
        .forEach(
            (header, element) -> {
              Object value = output(id, header, record.get(header), element);
              if (value != null) {
                outputs.put(element, value);
              }
            });
    String finding = word(id, record, "finding", context.findings());
    String urgency = word(id, record, "urgency", names(Urgency.values(), Urgency::word));
    String outcome = word(id, record, "criterion", Set.of("met", "not-met", "unknown"));
    String reason = word(id, record, "reason", context.reasons());
    if ((finding == null) != (urgency == null)) {
      problems.add(file, id, ">urgency", "a finding and its urgency stand together or not at all");
    }
    return new Table.Row(
        table,
        id,
        line,
        List.copyOf(cells),
        outputs,
        finding,
        urgency == null ? null : Urgency.ofWord(urgency).orElse(null),
        outcome == null ? null : outcome(outcome),
        reason,
        source(id, record),
        confidence(id, record));
  }

  private Cell cell(String id, String header, String text, DataElement element) {
    try {
      return Cell.parse(text, element, context.parameters());
    } catch (IllegalArgumentException e) {
      problems.add(file, id, header, String.valueOf(e.getMessage()));
      return Cell.ANY;
    }
  }

  /** A number, or the value of a parameter {@code {name}}. */
  private @Nullable BigDecimal number(String word) {
    return word.startsWith("{") && word.endsWith("}")
        ? context.parameters().apply(word.substring(1, word.length() - 1))
        : Decimal.of(word);
  }

  private @Nullable Object output(String id, String header, String text, DataElement element) {
    String word = text.strip();
    if (word.isEmpty()) {
      problems.add(file, id, header, "the cell is blank; write none if there is no value");
      return null;
    }
    if (word.equals("none")) {
      return null;
    }
    try {
      return switch (element.type()) {
        case NUMBER, INTEGER -> number(word);
        case BOOLEAN -> oneOf(word, element) == null ? null : word.equals("yes");
        case CODE -> oneOf(word, element);
        case DOSES -> Doses.parse(word);
        case DATE, TEXT -> throw new IllegalArgumentException("a table gives no dates or texts");
      };
    } catch (NumberFormatException e) {
      problems.add(file, id, header, "'" + word + "' is no number (decimal point, no unit)");
    } catch (IllegalArgumentException e) {
      problems.add(file, id, header, String.valueOf(e.getMessage()));
    }
    return null;
  }

  private static @Nullable String oneOf(String word, DataElement element) {
    if (element.values().contains(word)) {
      return word;
    }
    throw Cell.noValue(word, element, "none");
  }

  private @Nullable String word(String id, CSVRecord record, String column, Set<String> allowed) {
    if (!columns.words().contains(column)) {
      return null;
    }
    String word = record.get(">" + column).strip();
    if (word.equals("none")) {
      return null;
    }
    if (!allowed.contains(word)) {
      problems.add(
          file,
          id,
          ">" + column,
          (word.isEmpty()
                  ? "the cell is blank; write none if there is no " + column
                  : "'" + word + "' is no known " + column)
              + Problems.nearest(word, allowed));
      return null;
    }
    return word;
  }

  private static Outcome outcome(String word) {
    return switch (word) {
      case "met" -> Outcome.MET;
      case "not-met" -> Outcome.NOT_MET;
      default -> Outcome.UNKNOWN;
    };
  }

  private Evidence source(String id, CSVRecord record) {
    String key = record.isMapped("source") ? record.get("source").strip() : "";
    Evidence source = context.sources().get(key);
    if (source == null) {
      problems.add(
          file,
          id,
          "source",
          "'" + key + "' is no source" + Problems.nearest(key, context.sources().keySet()));
      return new Evidence(key, key, null);
    }
    return source;
  }

  private Confidence confidence(String id, CSVRecord record) {
    String word = record.isMapped("confidence") ? record.get("confidence").strip() : "";
    return Confidence.ofWord(word)
        .orElseGet(
            () -> {
              problems.add(
                  file,
                  id,
                  "confidence",
                  "'"
                      + word
                      + "' is no confidence"
                      + Problems.nearest(word, names(Confidence.values(), Confidence::word)));
              return Confidence.UNCONFIRMED;
            });
  }

  private static <T> Set<String> names(T[] values, Function<T, String> word) {
    Set<String> names = new HashSet<>();
    for (T value : values) {
      names.add(word.apply(value));
    }
    return names;
  }
}
