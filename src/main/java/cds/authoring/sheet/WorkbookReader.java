package cds.authoring.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** Reads the sheets of a workbook whose parts were looked at. */
final class WorkbookReader {

  private WorkbookReader() {}

  /**
   * The tables by name, in the order of the sheets.
   *
   * @throws SheetRefused naming sheet and cell
   */
  static Map<String, Grid> read(byte[] parts) {
    Map<String, Grid> tables = new LinkedHashMap<>();
    try (ReadableWorkbook workbook =
        new ReadableWorkbook(new ByteArrayInputStream(parts), new ReadingOptions(true, false))) {
      List<Sheet> sheets = workbook.getSheets().toList();
      if (sheets.size() > Spreadsheet.MAX_SHEETS) {
        throw new SheetRefused("the workbook has more than " + Spreadsheet.MAX_SHEETS + " sheets");
      }
      for (Sheet sheet : sheets) {
        String name = String.valueOf(sheet.getName());
        List<List<String>> lines = lines(Spreadsheet.sheet(name), sheet);
        if (lines.stream().flatMap(List::stream).allMatch(String::isBlank)) {
          continue;
        }
        String where = Spreadsheet.sheet(Spreadsheet.named("the sheet '" + name + "'", name));
        if (tables.put(name, table(where, lines)) != null) {
          throw new SheetRefused(where, "stands here twice");
        }
      }
    } catch (SheetRefused e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The library throws all sorts of things at files that only look like a workbook.
      throw WorkbookParts.noWorkbook();
    }
    if (tables.isEmpty()) {
      throw new SheetRefused("the workbook has no table; the first row must name the columns");
    }
    return tables;
  }

  private static List<List<String>> lines(String where, Sheet sheet) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    try (Stream<Row> rows = sheet.openStream()) {
      for (Iterator<Row> all = rows.iterator(); all.hasNext(); ) {
        Row row = all.next();
        List<String> texts = texts(where, row);
        if (texts.isEmpty()) {
          continue;
        }
        if (row.getRowNum() > Spreadsheet.MAX_ROWS + 1) {
          throw new SheetRefused(where, "has more than " + Spreadsheet.MAX_ROWS + " rows");
        }
        if (row.getRowNum() <= lines.size()) {
          throw WorkbookParts.noWorkbook();
        }
        while (lines.size() < row.getRowNum() - 1) {
          lines.add(List.of());
        }
        lines.add(texts);
      }
    }
    return lines;
  }

  /** The texts of a row up to the last that is not blank. */
  private static List<String> texts(String where, Row row) {
    List<String> texts = new ArrayList<>();
    int filled = 0;
    for (Cell cell : row) {
      String text = cell == null ? "" : CellText.of(where, cell);
      texts.add(text);
      filled = text.isBlank() ? filled : texts.size();
      if (filled > Spreadsheet.MAX_COLUMNS) {
        throw new SheetRefused(where, "has more than " + Spreadsheet.MAX_COLUMNS + " columns");
      }
    }
    return texts.subList(0, filled);
  }

  private static Grid table(String where, List<List<String>> lines) {
    int width = lines.stream().mapToInt(List::size).max().orElse(0);
    List<List<String>> even = lines.stream().map(line -> filled(line, width)).toList();
    Grid grid = Spreadsheet.trimmed(where, even.get(0), even.subList(1, even.size()));
    return Spreadsheet.checked(where, grid);
  }

  private static List<String> filled(List<String> line, int width) {
    List<String> filled = new ArrayList<>(line);
    while (filled.size() < width) {
      filled.add("");
    }
    return filled;
  }
}
