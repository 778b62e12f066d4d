package cds.cohort.report;

import cds.knowledge.DataElement;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * A file of results with the types that its columns have: those of the contract, and those that the
 * dictionary gives to data elements. Nothing is guessed from what stands in it.
 */
final class TypedFile {

  private static final int ROWS_OF_A_GROUP = 100_000;
  private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");
  private static final Pattern CELL = Pattern.compile("Error when converting column \"(.+?)\"");

  private final ResultFile kind;
  private final Path csv;
  private final List<Column> columns;

  /** A column. */
  private record Column(String name, ColumnType type) {

    /** Its name as SQL. */
    String sql() {
      return ColumnStore.name(name);
    }
  }

  private TypedFile(ResultFile kind, Path csv, List<Column> columns) {
    this.kind = kind;
    this.csv = csv;
    this.columns = columns;
  }

  /**
   * Reads the header.
   *
   * @param dictionary data elements by name
   * @throws IllegalArgumentException when a column of the contract is missing or one is there twice
   */
  static TypedFile of(Path results, ResultFile kind, Map<String, DataElement> dictionary)
      throws IOException {
    Path csv = results.resolve(kind.csv());
    List<String> names = header(csv);
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(kind.csv() + " has the column '" + name + "' twice");
      }
    }
    for (String name : kind.columns()) {
      if (!seen.contains(name)) {
        throw new IllegalArgumentException(kind.csv() + " has no column '" + name + "'");
      }
    }
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      DataElement element = kind.columns().contains(name) ? null : dictionary.get(name);
      columns.add(
          new Column(name, element == null ? kind.type(name) : ColumnType.of(element.type())));
    }
    return new TypedFile(kind, csv, columns);
  }

  private static List<String> header(Path csv) throws IOException {
    try (Reader reader = Files.newBufferedReader(csv);
        CSVParser parser = CSVFormat.RFC4180.parse(reader)) {
      return parser.stream()
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(csv.getFileName() + " is empty"))
          .toList();
    }
  }

  /** Names of its columns, in order. */
  List<String> columns() {
    return columns.stream().map(Column::name).toList();
  }

  /**
   * Writes it as Parquet, sorted, so that the same rows give the same bytes.
   *
   * @return how many rows there are
   * @throws IllegalArgumentException naming the line or column that cannot be read, never what
   *     stands there
   */
  long write(ColumnStore store, Path parquet) throws SQLException {
    try {
      store.run(
          "COPY (SELECT %s FROM %s ORDER BY %s) TO %s (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE %d)"
              .formatted(
                  columns.stream()
                      .map(one -> one.type().value(one.sql()) + " AS " + one.sql())
                      .collect(Collectors.joining(", ")),
                  source(),
                  kind.columns().stream().map(ColumnStore::name).collect(Collectors.joining(", ")),
                  ColumnStore.literal(parquet),
                  ROWS_OF_A_GROUP));
    } catch (SQLException e) {
      throw readable(store, e);
    }
    return store.number("SELECT count(*) FROM " + parquetOf(parquet));
  }

  /** A Parquet file as SQL. */
  static String parquetOf(Path parquet) {
    return "read_parquet(" + ColumnStore.literal(parquet) + ")";
  }

  /** The file as SQL, every cell as text. */
  private String source() {
    return "read_csv(%s, header = true, delim = ',', quote = '\"', escape = '\"', new_line = '\\r\\n', nullstr = '', auto_detect = false, columns = {%s})"
        .formatted(
            ColumnStore.literal(csv),
            columns.stream()
                .map(one -> ColumnStore.literal(one.name()) + ": 'VARCHAR'")
                .collect(Collectors.joining(", ")));
  }

  /** What of the file is wrong; the failure itself when it is not the file. */
  private SQLException readable(ColumnStore store, SQLException failure) throws SQLException {
    String message = String.valueOf(failure.getMessage());
    Matcher line = LINE.matcher(message);
    if (line.find()) {
      throw new IllegalArgumentException(
          kind.csv() + ", line " + line.group(1) + wrongInLine(message));
    }
    String counts =
        columns.stream()
            .map(one -> "count(*) FILTER (WHERE " + one.type().wrong(one.sql()) + ")")
            .collect(Collectors.joining(", "));
    List<Long> wrong = store.numbers("SELECT " + counts + " FROM " + source(), columns.size());
    for (int i = 0; i < columns.size(); i++) {
      if (wrong.get(i) > 0) {
        Column one = columns.get(i);
        throw new IllegalArgumentException(
            "%s, column '%s': %d cells are not %s"
                .formatted(kind.csv(), one.name(), wrong.get(i), one.type().words()));
      }
    }
    return failure;
  }

  private String wrongInLine(String message) {
    Matcher cell = CELL.matcher(message);
    String name = cell.find() ? cell.group(1) : "";
    return columns.stream()
        .filter(one -> one.name().equals(name))
        .map(one -> ", column '" + name + "': not " + one.type().words())
        .findFirst()
        .orElse(": not CSV with the columns of its header");
  }
}
