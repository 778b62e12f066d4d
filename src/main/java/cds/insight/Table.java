package cds.insight;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;

/**
 * A table for people and spreadsheets.
 *
 * @param name its name in addresses and files
 * @param title what it shows
 * @param columns names of its columns
 * @param labels how many columns, from the first, are text; the others are numbers
 * @param rows its cells
 */
public record Table(
    String name, String title, List<String> columns, int labels, List<List<String>> rows) {

  /** A cell that begins like this is a formula to a spreadsheet. */
  private static final Pattern FORMULA = Pattern.compile("^\\s*[=+\\-@\\t\\r]");

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  /** Copies. */
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Writes it as CSV (RFC 4180). */
  public void write(Appendable out) throws IOException {
    out.append(line(columns));
    for (List<String> row : rows) {
      out.append(line(row));
    }
  }

  /** One line of CSV, with its end. */
  static String line(List<String> cells) {
    return CSVFormat.RFC4180.format(cells.stream().map(Table::safe).toArray()) + "\r\n";
  }

  /** The cell, with an apostrophe before what a spreadsheet would compute. */
  static String safe(String cell) {
    return FORMULA.matcher(cell).find() && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
  }
}
