package cds.cohort.generate;

import java.util.List;

/** Values that stand in tables of the release. */
interface Tabled extends Draw {

  /**
   * Where a patient lies between the lower and the upper curve of the group: 0 on the lower one, 1
   * on the upper one. Straight between their points, flat before and after them.
   *
   * @param group number of the group
   * @param groups curves by group; empty for a group that has none
   */
  record Curve(Draw group, Draw x, Draw position, List<List<Point>> groups) implements Tabled {

    /** A point of both curves. */
    record Point(double x, double low, double high) {

      private double at(double position) {
        return low + (high - low) * position;
      }
    }

    /** Copies. */
    public Curve {
      groups = groups.stream().map(List::copyOf).toList();
    }

    @Override
    public double of(Scene scene) {
      double number = group.of(scene);
      double at = x.of(scene);
      double share = position.of(scene);
      if (Double.isNaN(number) || groups.get((int) number).isEmpty()) {
        return Double.NaN;
      }
      List<Point> points = groups.get((int) number);
      Point last = points.get(0);
      for (int i = 1; i < points.size() && at > last.x(); i++) {
        Point next = points.get(i);
        if (at < next.x()) {
          double part = (at - last.x()) / (next.x() - last.x());
          return last.at(share) + (next.at(share) - last.at(share)) * part;
        }
        last = next;
      }
      return last.at(share);
    }
  }

  /** What the first row says in which all numbers lie; none when no row does. */
  record Lookup(List<Draw> by, List<Row> rows) implements Tabled {

    /**
     * A row.
     *
     * @param from lower ends of its ranges, included
     * @param below upper ends, not included
     * @param gives NaN when it says no number
     */
    record Row(List<Double> from, List<Double> below, double gives) {

      /** Copies. */
      Row {
        from = List.copyOf(from);
        below = List.copyOf(below);
      }
    }

    /** Copies. */
    public Lookup {
      by = List.copyOf(by);
      rows = List.copyOf(rows);
    }

    @Override
    public double of(Scene scene) {
      for (int i = 0; i < rows.size(); i++) {
        if (holds(rows.get(i), scene)) {
          return rows.get(i).gives();
        }
      }
      return Double.NaN;
    }

    private boolean holds(Row row, Scene scene) {
      for (int i = 0; i < by.size(); i++) {
        double number = by.get(i).of(scene);
        if (!(number >= row.from().get(i) && number < row.below().get(i))) {
          return false;
        }
      }
      return true;
    }
  }
}
