package cds.authoring.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Tables as files for spreadsheet programs, and back. What such a file could run is refused. */
public final class Spreadsheet {

  /** Bytes of a file that is taken, at most. */
  public static final int MAX_BYTES = 2_000_000;

  /** Sheets of a workbook, rows and columns of a table, characters of a cell, at most. */
  static final int MAX_SHEETS = 20;

  static final int MAX_ROWS = 5_000;
  static final int MAX_COLUMNS = 60;
  static final int MAX_CHARACTERS = 2_000;

  /** Spreadsheet programs take no longer name for a sheet. */
  private static final int MAX_SHEET_NAME = 31;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  /** The format in which what is typed stays a text, so that 1-2 becomes no date. */
  private static final String AS_TEXT = "@";

  private Spreadsheet() {}

  /**
   * The tables as an XLSX workbook, one sheet each; every cell is text, whatever it begins with.
   *
   * @param sheets tables by name; the order is kept
   * @throws SheetRefused when a name or a text cannot stand in a workbook
   */
  public static byte[] xlsx(Map<String, Grid> sheets) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Set<String> names = new HashSet<>();
    try (Workbook workbook = new Workbook(bytes, "rules", "1.0")) {
      for (Map.Entry<String, Grid> sheet : sheets.entrySet()) {
        String name = sheet.getKey();
        if (!NAME.matcher(name).matches() || name.length() > MAX_SHEET_NAME) {
          throw new SheetRefused(
              "table " + name, "has a name that no sheet can have; take it as CSV");
        }
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
          throw new SheetRefused("table " + name, "has the name of another but for capitals");
        }
        write(checked(sheet(name), sheet.getValue()), workbook.newWorksheet(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(Grid grid, Worksheet sheet) {
    List<List<String>> lines = new ArrayList<>(List.of(grid.header()));
    lines.addAll(grid.rows());
    for (int row = 0; row < lines.size(); row++) {
      for (int column = 0; column < grid.header().size(); column++) {
        sheet.value(row, column, lines.get(row).get(column));
      }
    }
    int last = grid.header().size() - 1;
    sheet.range(0, 0, lines.size() - 1, last).style().format(AS_TEXT).set();
    for (int column = 0; column <= last; column++) {
      sheet.style(column).format(AS_TEXT).set();
    }
    sheet.range(0, 0, 0, last).style().bold().format(AS_TEXT).set();
    sheet.freezePane(1, 1);
  }

  /**
   * Reads a file that somebody sends: XLSX (one table per sheet, empty sheets left out) or CSV (one
   * table, named as the file).
   *
   * @param fileName its name with extension; folders in it are ignored
   * @return tables by name, in the order of the sheets; no name can lead out of a folder
   * @throws SheetRefused when it is neither, too large, or holds anything but texts and numbers
   */
  public static Map<String, Grid> read(byte[] file, String fileName) {
    String name =
        fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    int dot = name.lastIndexOf('.');
    String kind = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    if (file.length > MAX_BYTES) {
      throw new SheetRefused("the file is larger than " + MAX_BYTES / 1_000_000 + " MB");
    }
    return switch (kind) {
      case "csv" -> Map.of(named("the file", name.substring(0, dot)), csv(file));
      case "xlsx" -> WorkbookReader.read(WorkbookParts.checked(file));
      case "xls", "xlsm", "xlsb", "xltm", "ods" ->
          throw new SheetRefused("a file ." + kind + " is not taken; save it as .xlsx or as CSV");
      default -> throw new SheetRefused("only files .xlsx and .csv are taken");
    };
  }

  /**
   * The name of a table that came with a file.
   *
   * @throws SheetRefused when it is none
   */
  static String named(String where, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new SheetRefused(
          where, "must bear the name of its table: letters, digits and hyphens only");
    }
    return name;
  }

  private static Grid csv(byte[] file) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      throw new SheetRefused("the file is not in UTF-8; save it as \"CSV UTF-8\"");
    }
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    String lines = Characters.checked("the file", text.replace("\r\n", "\n").replace('\t', ' '));
    String first = lines.substring(0, Math.max(0, lines.indexOf('\n')));
    if (first.contains(";") && !first.contains(",")) {
      throw new SheetRefused("line 1", "separates columns by semicolons; commas are needed");
    }
    List<List<String>> cells =
        CsvLine.of(lines.replaceFirst("\n+\\z", "\n")).stream().map(CsvLine::cells).toList();
    return checked("", trimmed("", cells.get(0), cells.subList(1, cells.size())));
  }

  /** The table without empty rows below it and empty columns beside it. */
  static Grid trimmed(String where, List<String> header, List<List<String>> rows) {
    int width = header.size();
    while (width > 0 && header.get(width - 1).isBlank() && isEmpty(rows, width - 1)) {
      width--;
    }
    int height = rows.size();
    while (height > 0 && rows.get(height - 1).stream().allMatch(String::isBlank)) {
      height--;
    }
    int columns = width;
    try {
      return new Grid(
          header.subList(0, columns),
          rows.subList(0, height).stream().map(row -> row.subList(0, columns)).toList());
    } catch (SheetRefused e) {
      throw new SheetRefused(joined(where, e.where()), e.says());
    }
  }

  private static boolean isEmpty(List<List<String>> rows, int column) {
    return rows.stream().allMatch(row -> row.get(column).isBlank());
  }

  /** The table, when it keeps within the limits and has only characters that people see. */
  static Grid checked(String where, Grid grid) {
    if (grid.rows().size() > MAX_ROWS) {
      throw new SheetRefused(where, "has more than " + MAX_ROWS + " rows");
    }
    if (grid.header().size() > MAX_COLUMNS) {
      throw new SheetRefused(where, "has more than " + MAX_COLUMNS + " columns");
    }
    checked(joined(where, "row 1"), grid.header());
    for (int row = 0; row < grid.rows().size(); row++) {
      checked(joined(where, "row " + (row + 2)), grid.rows().get(row));
    }
    return grid;
  }

  private static void checked(String where, List<String> cells) {
    for (int column = 0; column < cells.size(); column++) {
      String place = joined(where, "column " + (column + 1));
      if (cells.get(column).length() > MAX_CHARACTERS) {
        throw new SheetRefused(place, "has more than " + MAX_CHARACTERS + " characters");
      }
      Characters.checked(place, cells.get(column));
    }
  }

  /** A place within a place. */
  static String joined(String where, String within) {
    return where.isEmpty() || within.isEmpty() ? where + within : where + ", " + within;
  }

  /** A sheet as a place. */
  static String sheet(String name) {
    return "sheet " + name;
  }
}
