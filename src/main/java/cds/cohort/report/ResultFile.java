package cds.cohort.report;

import java.util.List;
import java.util.Locale;

/** The files of a screened population that become Parquet. */
enum ResultFile {
  PATIENTS("patient findings most-urgent refused", "findings", ""),
  VERDICTS("patient policy verdict reasons missing", "", "reasons missing"),
  FINDINGS("patient service finding urgency policy rule version rows", "", "rows");

  private final String columns;
  private final String numbers;
  private final String lists;

  ResultFile(String columns, String numbers, String lists) {
    this.columns = columns;
    this.numbers = numbers;
    this.lists = lists;
  }

  /** Its name without an ending; also that of its view. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  String csv() {
    return title() + ".csv";
  }

  String parquet() {
    return title() + ".parquet";
  }

  /** The columns that it must have, beside those of data elements; it is sorted by them. */
  List<String> columns() {
    return words(columns);
  }

  /** The type of one of these columns. */
  ColumnType type(String column) {
    return words(numbers).contains(column)
        ? ColumnType.WHOLE
        : words(lists).contains(column) ? ColumnType.LIST : ColumnType.TEXT;
  }

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }
}
