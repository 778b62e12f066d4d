package cds.cohort.report;

import cds.knowledge.DataElement;

/** The type of a column in Parquet; in CSV all are text, and empty is not known. */
enum ColumnType {
  TEXT("VARCHAR", "text"),
  NUMBER("DOUBLE", "a number"),
  WHOLE("BIGINT", "a whole number"),
  DAY("DATE", "a day"),
  YES_OR_NO("BOOLEAN", "yes or no"),
  /** Words with spaces between them; none is an empty list. */
  LIST("VARCHAR[]", "a list");

  private final String sql;
  private final String words;

  ColumnType(String sql, String words) {
    this.sql = sql;
    this.words = words;
  }

  /** The type of the values of a data element. */
  static ColumnType of(DataElement.Type type) {
    return switch (type) {
      case NUMBER -> NUMBER;
      case INTEGER -> WHOLE;
      case BOOLEAN -> YES_OR_NO;
      case DATE -> DAY;
      case CODE, TEXT, DOSES -> TEXT;
    };
  }

  /** Its name in SQL. */
  String sql() {
    return sql;
  }

  /** What a cell must be. */
  String words() {
    return words;
  }

  /** A cell of CSV as a value of this type, as SQL; fails when it is none. */
  String value(String cell) {
    return switch (this) {
      case TEXT -> cell;
      case LIST ->
          "CASE WHEN %1$s IS NULL THEN []::VARCHAR[] ELSE string_split(%1$s, ' ') END"
              .formatted(cell);
      case NUMBER, WHOLE, DAY, YES_OR_NO -> "CAST(%s AS %s)".formatted(cell, sql);
    };
  }

  /** Whether there is a cell and it is no value of this type, as SQL. */
  String wrong(String cell) {
    return this == TEXT || this == LIST
        ? "false"
        : "(%1$s IS NOT NULL AND TRY_CAST(%1$s AS %2$s) IS NULL)".formatted(cell, sql);
  }
}
