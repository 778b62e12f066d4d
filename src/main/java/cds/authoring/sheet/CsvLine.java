package cds.authoring.sheet;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * One line of CSV; a quoted cell may make it several lines of text.
 *
 * @param cells what stands in it
 * @param text how it is written, without its end
 */
record CsvLine(List<String> cells, String text) {

  private static final Pattern LINE = Pattern.compile("line:? ?(\\d+)");

  /**
   * All lines of a text, the header first.
   *
   * @throws SheetRefused naming the line, when it is no CSV, has no line or lines of several
   *     lengths
   */
  static List<CsvLine> of(String text) {
    CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
    List<List<String>> cells = new ArrayList<>();
    List<Integer> begins = new ArrayList<>();
    try (CSVParser csv = format.parse(new StringReader(text))) {
      for (CSVRecord record : csv) {
        if (!cells.isEmpty() && record.size() != cells.get(0).size()) {
          throw new SheetRefused(
              "line " + csv.getCurrentLineNumber(), counted(record.size(), cells.get(0).size()));
        }
        cells.add(record.toList());
        begins.add((int) record.getCharacterPosition());
      }
    } catch (IOException | UncheckedIOException e) {
      String message = String.valueOf(e.getMessage());
      Matcher line = LINE.matcher(message);
      throw new SheetRefused(
          line.find() ? "line " + line.group(1) : "",
          message.contains("EOF")
              ? "a quotation mark is opened and never closed"
              : "not readable as CSV; quotation marks must stand around a whole cell");
    }
    if (cells.isEmpty()) {
      throw new SheetRefused("the file is empty; the first line must name the columns");
    }
    begins.add(text.length());
    List<CsvLine> lines = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      String raw = text.substring(begins.get(i), begins.get(i + 1)).replaceFirst("\\r?\\n\\z", "");
      lines.add(new CsvLine(cells.get(i), raw));
    }
    return lines;
  }

  /** What to say of a line that is too long or too short. */
  static String counted(int cells, int columns) {
    return "has " + cells + (cells == 1 ? " cell" : " cells") + "; the header has " + columns;
  }

  /** Cells as a line, without its end; quotation marks only where a cell needs them. */
  static String written(List<String> cells) {
    return cells.stream().map(CsvLine::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
