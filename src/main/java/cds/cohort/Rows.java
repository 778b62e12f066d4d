package cds.cohort;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** Rows of CSV (RFC 4180). */
final class Rows {

  private Rows() {}

  static void write(Writer out, List<String> cells) throws IOException {
    out.write(CSVFormat.RFC4180.format(cells.toArray()));
    out.write("\r\n");
  }
}
