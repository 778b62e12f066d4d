package cds.cohort;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** Rows of CSV (RFC 4180). */
final class Rows {

  private static final String END = "\r\n";

  private Rows() {}

  /** A row without its end; cells hold no line break. */
  static String line(List<String> cells) {
    return CSVFormat.RFC4180.format(cells.toArray());
  }

  static void write(Writer out, List<String> cells) throws IOException {
    write(out, line(cells));
  }

  static void write(Writer out, String line) throws IOException {
    out.write(line);
    out.write(END);
  }
}
