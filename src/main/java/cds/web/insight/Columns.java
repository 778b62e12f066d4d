package cds.web.insight;

import cds.insight.Insight.LoadRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cards for a hundred calls as columns, one a period, in a drawing {@value #WIDTH} wide and {@value
 * #TALL} high.
 *
 * @param columns the columns
 * @param lines lines across, with the number they stand for
 */
record Columns(List<Column> columns, List<Line> lines) {

  static final int WIDTH = 760;
  static final int TALL = 240;

  private static final int LEFT = 44;
  private static final int TOP = 12;
  private static final int BOTTOM = 208;
  private static final int MOST_LABELS = 10;
  private static final double GAP = 0.2;
  private static final int LINES = 4;

  /**
   * One column.
   *
   * @param x left edge
   * @param y upper edge
   * @param width its width
   * @param rise from the base to the upper edge; 0 when nothing is told
   * @param says period and number in words
   * @param label the first day, where there is room for it; else empty
   * @param told whether there is a number
   */
  record Column(
      double x, double y, double width, double rise, String says, String label, boolean told) {

    /** Where its middle is. */
    public double middle() {
      return x + width / 2;
    }
  }

  /** A line across. */
  record Line(double y, String number) {}

  /** Copies. */
  Columns {
    columns = List.copyOf(columns);
    lines = List.copyOf(lines);
  }

  static Columns of(List<LoadRow> trend) {
    double most =
        trend.stream().map(LoadRow::per100Calls).mapToDouble(Columns::orZero).max().orElse(0);
    double top = top(most);
    double step = (double) (WIDTH - LEFT) / Math.max(1, trend.size());
    int every = 1 + (trend.size() - 1) / MOST_LABELS;
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < trend.size(); i++) {
      LoadRow row = trend.get(i);
      Double number = row.per100Calls();
      double rise = (BOTTOM - TOP) * orZero(number) / top;
      columns.add(
          new Column(
              tenth(LEFT + step * (i + GAP / 2)),
              tenth(BOTTOM - rise),
              tenth(step * (1 - GAP)),
              tenth(rise),
              says(row),
              i % every == 0 ? row.period().from().toString() : "",
              number != null));
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i <= LINES; i++) {
      double number = top * i / LINES;
      lines.add(
          new Line(
              BOTTOM - (double) (BOTTOM - TOP) * i / LINES,
              number == Math.rint(number) ? String.valueOf((long) number) : "" + tenth(number)));
    }
    return new Columns(columns, lines);
  }

  private static String says(LoadRow row) {
    Double number = row.per100Calls();
    return row.period().from()
        + (row.period().isDay() ? "" : " to " + row.period().until())
        + ": "
        + (number == null ? "too few calls or cards to tell" : number + " cards per 100 calls");
  }

  /** A round number at least as large, and at least 4. */
  private static double top(double most) {
    double top = LINES;
    while (top < most) {
      top *= 2;
    }
    return top;
  }

  private static double orZero(@Nullable Double number) {
    return number == null ? 0 : number;
  }

  private static double tenth(double length) {
    return Math.round(10 * length) / 10.0;
  }
}
