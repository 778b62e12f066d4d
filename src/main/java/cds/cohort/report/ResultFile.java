package cds.cohort.report;

import cds.cohort.Columns;
import java.util.List;
import java.util.Locale;

/** The files of a screened population that become Parquet. */
enum ResultFile {
  PATIENTS,
  VERDICTS,
  FINDINGS;

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
    return switch (this) {
      case PATIENTS -> Columns.PATIENTS;
      case VERDICTS -> Columns.VERDICTS;
      case FINDINGS -> Columns.FINDINGS;
    };
  }

  /** The type of one of these columns. */
  ColumnType type(String column) {
    return column.equals(Columns.COUNT)
        ? ColumnType.WHOLE
        : Columns.LISTS.contains(column) ? ColumnType.LIST : ColumnType.TEXT;
  }
}
