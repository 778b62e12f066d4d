package cds.cohort.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads draws that look into tables of the release. */
final class TabledReader {

  private static final Draw NONE = new Draw.Constant(Double.NaN);
  private static final Pattern RANGE =
      Pattern.compile("\\[(\\d+(?:\\.\\d+)?)?\\.\\.(\\d+(?:\\.\\d+)?)?\\)");

  private final Tables tables;
  private final Names names;
  private final DrawReader draws;

  /** Takes the tables, and what reads the numbers to look for. */
  TabledReader(Tables tables, Names names, DrawReader draws) {
    this.tables = tables;
    this.names = names;
    this.draws = draws;
  }

  /** Reads a curve: table, group, x, position, and the columns of the two curves. */
  Draw curve(JsonNode node, Place place) {
    place.allow(node, Set.of("table", "group", "x", "position", "low", "high"));
    Names.Known group = names.required(place.text(node, "group"), place.at("group"));
    List<String> columns = List.of("x", place.text(node, "low"), place.text(node, "high"));
    List<Map<String, String>> rows = tables.rows(place.text(node, "table"), place);
    List<List<Tabled.Curve.Point>> groups = new ArrayList<>();
    for (String option : group.options()) {
      List<Tabled.Curve.Point> points = new ArrayList<>();
      for (Map<String, String> row : rows) {
        if (option.equals(row.get("group"))) {
          List<Double> cells = columns.stream().map(column -> cell(row, column, place)).toList();
          points.add(new Tabled.Curve.Point(cells.get(0), cells.get(1), cells.get(2)));
        }
      }
      if (points.isEmpty()) {
        place.say("the table has no rows of the group '" + option + "'");
      }
      groups.add(points);
    }
    return new Tabled.Curve(
        new Draw.Named(group.slot()),
        draws.number(node.path("x"), place.at("x")),
        draws.number(node.path("position"), place.at("position")),
        groups);
  }

  private static double cell(Map<String, String> row, String column, Place place) {
    String cell = row.get(column);
    if (cell == null) {
      place.unknown("column", column, row.keySet());
      return 0;
    }
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      place.say("column " + column + " must hold numbers; read: " + cell);
      return 0;
    }
  }

  /** Reads a look-up: table, the numbers by column, and the column that gives the value. */
  Draw lookup(JsonNode node, Place place) {
    place.allow(node, Set.of("table", "by", "gives"));
    String gives = place.text(node, "gives");
    List<Map<String, String>> rows = tables.rows(place.text(node, "table"), place);
    if (rows.isEmpty()) {
      return NONE;
    }
    List<Draw> by = new ArrayList<>();
    List<String> columns = List.copyOf(node.path("by").propertyNames());
    for (String column : columns) {
      if (!rows.get(0).containsKey(column)) {
        place.unknown("column", column, rows.get(0).keySet());
      }
      by.add(draws.number(node.path("by").path(column), place.at(column)));
    }
    if (!rows.get(0).containsKey(gives)) {
      place.unknown("column", gives, rows.get(0).keySet());
    }
    List<Tabled.Lookup.Row> all = new ArrayList<>();
    for (Map<String, String> row : rows) {
      // A row for what is not known is for nobody: all is known of who is drawn.
      if (columns.stream().noneMatch(column -> "missing".equals(row.get(column)))) {
        all.add(row(row, columns, gives, place));
      }
    }
    return new Tabled.Lookup(by, all);
  }

  private static Tabled.Lookup.Row row(
      Map<String, String> row, List<String> columns, String gives, Place place) {
    List<Double> from = new ArrayList<>();
    List<Double> below = new ArrayList<>();
    for (String column : columns) {
      String cell = row.getOrDefault(column, "any");
      Matcher range = RANGE.matcher(cell);
      boolean any = cell.equals("any");
      if (!any && !range.matches()) {
        place.say(
            "column "
                + column
                + ": only 'any', 'missing' and ranges such as [15..30) can be looked up; read: "
                + cell);
      }
      boolean ranges = !any && range.matches();
      String low = ranges ? range.group(1) : null;
      String high = ranges ? range.group(2) : null;
      from.add(low == null ? Double.NEGATIVE_INFINITY : Double.parseDouble(low));
      below.add(high == null ? Double.POSITIVE_INFINITY : Double.parseDouble(high));
    }
    String given = row.getOrDefault(gives, "");
    boolean number = given.matches("\\d+(\\.\\d+)?");
    return new Tabled.Lookup.Row(from, below, number ? Double.parseDouble(given) : Double.NaN);
  }
}
