package cds.authoring.sheet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table as it is written: texts in rows and columns, without what they mean.
 *
 * @param header column names, such as {@code age_months [mo]} and {@code >finding}; none blank,
 *     none twice
 * @param rows the rows below it; each has one text per column
 */
public record Grid(List<String> header, List<List<String>> rows) {

  /**
   * Takes the texts.
   *
   * @throws SheetRefused when a column has no name or one that another has, or when a row has more
   *     or fewer cells than there are columns
   */
  public Grid {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    if (header.isEmpty()) {
      throw new SheetRefused("the table has no columns");
    }
    Set<String> names = new HashSet<>();
    for (int column = 0; column < header.size(); column++) {
      if (header.get(column).isBlank()) {
        throw new SheetRefused("column " + (column + 1), "has no name in the first row");
      }
      if (!names.add(header.get(column))) {
        throw new SheetRefused("column " + header.get(column), "stands here twice");
      }
    }
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row).size() != header.size()) {
        throw new SheetRefused(
            "row " + (row + 1), CsvLine.counted(rows.get(row).size(), header.size()));
      }
    }
  }

  /**
   * Reads CSV as the rules are read: commas, quotation marks around a whole cell, every row as long
   * as the header.
   *
   * @throws SheetRefused naming the line
   */
  public static Grid ofCsv(String text) {
    List<List<String>> lines = CsvLine.of(text).stream().map(CsvLine::cells).toList();
    return new Grid(lines.get(0), lines.subList(1, lines.size()));
  }

  /** The table as CSV: lines end with LF, quotation marks only where a cell needs them. */
  public String csv() {
    return Stream.concat(Stream.of(header), rows.stream())
        .map(cells -> CsvLine.written(cells) + "\n")
        .collect(Collectors.joining());
  }

  /**
   * The table as CSV in which every line that stood in another text already is written as it was
   * there, quotation marks included: who changes one row changes one line.
   *
   * @param before the text of the table before it was changed
   * @throws SheetRefused when that text is no CSV
   */
  public String csv(String before) {
    Map<List<String>, Deque<String>> written = new HashMap<>();
    for (CsvLine line : CsvLine.of(before)) {
      written.computeIfAbsent(line.cells(), cells -> new ArrayDeque<>()).add(line.text());
    }
    StringBuilder csv = new StringBuilder();
    for (List<String> cells : Stream.concat(Stream.of(header), rows.stream()).toList()) {
      Deque<String> texts = written.getOrDefault(cells, new ArrayDeque<>());
      csv.append(texts.isEmpty() ? CsvLine.written(cells) : texts.remove()).append('\n');
    }
    return csv.toString();
  }

  /** The place of a column, from 0. */
  public int column(String name) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new SheetRefused("the table has no column '" + name + "'");
    }
    return column;
  }

  /** The text of a cell; rows are counted from 0. */
  public String cell(int row, String column) {
    return rows.get(known(row)).get(column(column));
  }

  /** The cells of a row by column, in the order of the columns; rows are counted from 0. */
  public Map<String, String> cells(int row) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (int column = 0; column < header.size(); column++) {
      cells.put(header.get(column), rows.get(known(row)).get(column));
    }
    return cells;
  }

  /** The place of the first row with this text in the column {@code id}, from 0; -1 for none. */
  public int row(String id) {
    int column = header.indexOf("id");
    for (int row = 0; column >= 0 && row < rows.size(); row++) {
      if (rows.get(row).get(column).equals(id)) {
        return row;
      }
    }
    return -1;
  }

  /** The table with another text in one cell; rows are counted from 0. */
  public Grid with(int row, String column, String text) {
    List<String> cells = new ArrayList<>(rows.get(known(row)));
    cells.set(column(column), Characters.checked("column " + column, text));
    List<List<String>> changed = new ArrayList<>(rows);
    changed.set(row, cells);
    return new Grid(header, changed);
  }

  /**
   * The table with one more row.
   *
   * @param after the row it comes after, from 0; -1 puts it first
   */
  public Grid withRow(int after, List<String> cells) {
    cells.forEach(cell -> Characters.checked("row " + (after + 2), cell));
    List<List<String>> changed = new ArrayList<>(rows);
    changed.add(after == -1 ? 0 : known(after) + 1, cells);
    return new Grid(header, changed);
  }

  /** The table without one row, counted from 0. */
  public Grid withoutRow(int row) {
    List<List<String>> changed = new ArrayList<>(rows);
    changed.remove(known(row));
    return new Grid(header, changed);
  }

  /**
   * The table with one more column.
   *
   * @param after the column it comes after
   * @param text what stands in each of its cells
   */
  public Grid withColumn(String after, String name, String text) {
    int place = column(after) + 1;
    Characters.checked("column " + name, name + text);
    return new Grid(
        with(header, place, name), rows.stream().map(row -> with(row, place, text)).toList());
  }

  private static List<String> with(List<String> cells, int place, String text) {
    List<String> more = new ArrayList<>(cells);
    more.add(place, text);
    return more;
  }

  /** The table without one column. */
  public Grid withoutColumn(String name) {
    int place = column(name);
    return new Grid(without(header, place), rows.stream().map(row -> without(row, place)).toList());
  }

  private static List<String> without(List<String> cells, int place) {
    List<String> fewer = new ArrayList<>(cells);
    fewer.remove(place);
    return fewer;
  }

  private int known(int row) {
    if (row < 0 || row >= rows.size()) {
      throw new SheetRefused("the table has no row " + (row + 1));
    }
    return row;
  }
}
