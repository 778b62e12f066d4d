package cds.knowledge;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing an author must mend: where, what was read, what is allowed. Empty strings stand for
 * parts that do not apply.
 *
 * @param file path of the file, relative to the repository
 * @param row row id, element name or line
 * @param column column or key
 * @param message what is wrong, what was read, what is allowed and the nearest known name
 */
public record Problem(String file, String row, String column, String message) {

  /** A problem of a whole file. */
  public static Problem of(String file, String message) {
    return new Problem(file, "", "", message);
  }

  @Override
  public String toString() {
    String where =
        Stream.of(
                file, row.isEmpty() ? "" : "row " + row, column.isEmpty() ? "" : "column " + column)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
    return where + ": " + message;
  }
}
