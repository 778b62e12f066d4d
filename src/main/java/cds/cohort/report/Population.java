package cds.cohort.report;

import cds.knowledge.Urgency;
import cds.knowledge.Verdict;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows of a screened population, to be asked: views {@code patients} (with {@code diagnosed}),
 * {@code verdicts} and {@code findings}.
 *
 * @param store holds the views
 * @param settings what is shown
 * @param words codes in words
 * @param small counts below this are not told
 */
record Population(ColumnStore store, ReportSettings settings, Words words, int small) {

  /**
   * Makes the views.
   *
   * @param parquet the files
   * @param columns the columns of the file of patients
   * @throws IllegalArgumentException when a verdict or an urgency is none that there is, or a
   *     policy or a finding is not named
   */
  static Population open(
      ColumnStore store,
      ReportSettings settings,
      Words words,
      int small,
      Map<ResultFile, Path> parquet,
      Set<String> columns)
      throws SQLException {
    for (Map.Entry<ResultFile, Path> file : parquet.entrySet()) {
      store.run(
          "CREATE VIEW %s AS SELECT *%s FROM %s"
              .formatted(
                  file.getKey().title(),
                  file.getKey() == ResultFile.PATIENTS ? besides(settings, columns) : "",
                  TypedFile.parquetOf(file.getValue())));
    }
    requireThere(store, ResultFile.VERDICTS, "policy");
    requireThere(store, ResultFile.FINDINGS, "finding");
    requireKnown(
        store, ResultFile.VERDICTS, "verdict", Arrays.stream(Verdict.values()).map(Enum::name));
    Stream<String> urgencies = Arrays.stream(Urgency.values()).map(Urgency::word);
    requireKnown(store, ResultFile.FINDINGS, "urgency", urgencies);
    return new Population(store, settings, words, small);
  }

  /** Whether a patient is diagnosed; and elements that older results have no column for. */
  private static String besides(ReportSettings settings, Set<String> columns) {
    StringBuilder sql = new StringBuilder();
    for (String element : new TreeSet<>(settings.needed())) {
      if (!columns.contains(element)) {
        String type =
            element.equals(settings.diagnosed())
                ? "BOOLEAN"
                : settings.isCode(element) ? "VARCHAR" : "DOUBLE";
        sql.append(", CAST(NULL AS %s) AS %s".formatted(type, ColumnStore.name(element)));
      }
    }
    String recorded =
        columns.contains(settings.diagnosed()) ? ColumnStore.name(settings.diagnosed()) : "NULL";
    return sql + ", CAST(%s AS BOOLEAN) AS diagnosed".formatted(recorded);
  }

  private static void requireThere(ColumnStore store, ResultFile file, String column)
      throws SQLException {
    long none =
        store.number("SELECT count(*) FROM %s WHERE %s IS NULL".formatted(file.title(), column));
    if (none > 0) {
      throw new IllegalArgumentException(
          "%s, column '%s': %d cells are empty".formatted(file.csv(), column, none));
    }
  }

  private static void requireKnown(
      ColumnStore store, ResultFile file, String column, Stream<String> known) throws SQLException {
    String words = known.map(ColumnStore::literal).collect(Collectors.joining(", "));
    long others =
        store.number(
            "SELECT count(*) FROM %s WHERE %s IS NULL OR %s NOT IN (%s)"
                .formatted(file.title(), column, column, words));
    if (others > 0) {
      throw new IllegalArgumentException(
          "%s, column '%s': %d cells hold none of %s"
              .formatted(file.csv(), column, others, words.replace("'", "")));
    }
  }

  /** A count of patients as it may be told. */
  Told told(long count) {
    return Told.of(count, small);
  }
}
