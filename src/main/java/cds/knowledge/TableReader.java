package cds.knowledge;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/**
 * Reads one decision table from CSV. Columns: {@code id}, inputs ({@code weight_kg [kg]}, the unit
 * as the dictionary has it), outputs ({@code >maintenance_mg [mg]}, {@code >finding}, {@code
 * >urgency}, {@code >criterion}, {@code >reason}), {@code source}, {@code confidence}, {@code
 * note}.
 */
final class TableReader {

  private static final Pattern HEADER = Pattern.compile("(>?)\\s*(\\w+)(?:\\s*\\[(.*)])?");
  private static final Set<String> ANNOTATIONS = Set.of("id", "source", "confidence", "note");
  private static final Set<String> WORDS = Set.of("finding", "urgency", "criterion", "reason");

  private final Context context;
  private final String file;
  private final Problems problems;

  /** What a table may refer to. */
  record Context(
      Map<String, DataElement> elements,
      Function<String, @Nullable BigDecimal> parameters,
      Map<String, Evidence> sources,
      Set<String> findings,
      Set<String> reasons) {}

  /** Inputs and outputs by header, and the outputs that are words of the table language. */
  record Columns(
      Map<String, DataElement> inputs, Map<String, DataElement> outputs, Set<String> words) {}

  TableReader(Context context, String file, Problems problems) {
    this.context = context;
    this.file = file;
    this.problems = problems;
  }

  /** Reads the table; every mistake is a problem and the result is then not to be used. */
  Table read(
      String id,
      String text,
      Table.Hit hit,
      boolean complete,
      boolean perOrder,
      Set<String> guards,
      Set<String> stage) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .setIgnoreEmptyLines(false)
            .get();
    try (CSVParser csv = format.parse(new StringReader(text))) {
      Columns columns = columns(csv.getHeaderNames(), perOrder);
      RowReader reader = new RowReader(context, file, id, columns, problems);
      List<Table.Row> rows = new ArrayList<>();
      Set<String> ids = new HashSet<>();
      for (CSVRecord record : csv) {
        if (!record.isConsistent()) {
          problems.add(
              file,
              record.get(0),
              "",
              "line "
                  + csv.getCurrentLineNumber()
                  + " has "
                  + record.size()
                  + " cells; the header has "
                  + csv.getHeaderNames().size());
        } else if (!ids.add(record.get("id"))) {
          problems.add(file, record.get("id"), "id", "the row id stands here twice");
        } else {
          rows.add(reader.row(record, (int) csv.getCurrentLineNumber()));
        }
      }
      if (rows.isEmpty()) {
        problems.add(file, "the table has no rows");
      }
      checkNames("guards", guards, columns);
      checkNames("stage", stage, columns);
      return new Table(
          id,
          file,
          hit,
          complete,
          perOrder,
          guards,
          stage,
          List.copyOf(columns.inputs().values()),
          List.copyOf(columns.outputs().values()),
          rows);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      problems.add(file, "not readable as CSV: " + e.getMessage());
      return new Table(
          id, file, hit, complete, perOrder, guards, stage, List.of(), List.of(), List.of());
    }
  }

  private void checkNames(String key, Set<String> some, Columns columns) {
    List<String> names = columns.inputs().values().stream().map(DataElement::name).toList();
    for (String guard : some) {
      if (!names.contains(guard)) {
        problems.add(file, "", key, "no input '" + guard + "'" + Problems.nearest(guard, names));
      }
    }
  }

  private Columns columns(List<String> headers, boolean perOrder) {
    Map<String, DataElement> inputs = new LinkedHashMap<>();
    Map<String, DataElement> outputs = new LinkedHashMap<>();
    Set<String> words = new HashSet<>();
    for (String header : headers) {
      Matcher parts = HEADER.matcher(header.strip());
      if (!parts.matches()) {
        problems.add(file, "", header, "'" + header + "' is no column; allowed: weight_kg [kg]");
        continue;
      }
      boolean output = !parts.group(1).isEmpty();
      String name = parts.group(2);
      if (ANNOTATIONS.contains(name) && !output) {
        continue;
      }
      if (output && WORDS.contains(name)) {
        words.add(name);
        continue;
      }
      DataElement element = context.elements().get(name);
      if (element == null) {
        problems.add(
            file,
            "",
            header,
            "unknown column '"
                + name
                + "': no data element of that name"
                + Problems.nearest(name, context.elements().keySet()));
        continue;
      }
      checkUnit(header, parts.group(3), element);
      checkUse(header, element, output, perOrder);
      (output ? outputs : inputs).put(header, element);
    }
    if (inputs.isEmpty() || inputs.size() > Table.MAX_INPUTS) {
      problems.add(
          file, "a table needs 1 to " + Table.MAX_INPUTS + " inputs, this has " + inputs.size());
    }
    for (String needed : List.of("id", "source", "confidence")) {
      if (!headers.contains(needed)) {
        problems.add(file, "", needed, "the column is missing");
      }
    }
    return new Columns(inputs, outputs, words);
  }

  private void checkUnit(String header, @Nullable String unit, DataElement element) {
    String expected = element.unit() == null ? "" : element.unit();
    String given = unit == null ? "" : unit.strip();
    if (!given.equals(expected)) {
      problems.add(
          file,
          "",
          header,
          "wrong unit: the column is in ["
              + given
              + "], the dictionary has "
              + element.name()
              + (expected.isEmpty() ? " without unit" : " in [" + expected + "]"));
    }
  }

  private void checkUse(String header, DataElement element, boolean output, boolean perOrder) {
    if (!output && !element.isTestable()) {
      problems.add(file, "", header, "a " + element.type().word() + " cannot be tested in a table");
    }
    if (output && !element.kind().equals("table")) {
      problems.add(
          file,
          "",
          header,
          element.name() + " is derived as '" + element.kind() + "', a table may not give it");
    }
    if (element.perOrder() && !perOrder) {
      problems.add(
          file, "", header, element.name() + " belongs to one order; the table's scope is patient");
    }
  }
}
