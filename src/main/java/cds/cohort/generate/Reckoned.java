package cds.cohort.generate;

import java.util.List;

/** Values that follow from others without chance. */
interface Reckoned extends Draw {

  /** What is made of several numbers, from the left to the right. */
  enum Operation {
    SUM,
    DIFFERENCE,
    PRODUCT,
    QUOTIENT,
    SMALLEST,
    LARGEST;

    private double of(double one, double other) {
      return switch (this) {
        case SUM -> one + other;
        case DIFFERENCE -> one - other;
        case PRODUCT -> one * other;
        case QUOTIENT -> one / other;
        case SMALLEST -> Math.min(one, other);
        case LARGEST -> Math.max(one, other);
      };
    }
  }

  /** A calculation with one operation. */
  record Calculated(Operation operation, List<Draw> numbers) implements Reckoned {

    /** Copies. */
    public Calculated {
      numbers = List.copyOf(numbers);
    }

    @Override
    public double of(Scene scene) {
      double result = numbers.get(0).of(scene);
      for (int i = 1; i < numbers.size(); i++) {
        result = operation.of(result, numbers.get(i).of(scene));
      }
      return result;
    }
  }

  /** The days since somebody was born who is so many months, and so many days, old. */
  record Calendar(Draw months, Draw days) implements Reckoned {

    @Override
    public double of(Scene scene) {
      return scene.days().since(months.of(scene), days.of(scene));
    }
  }

  /** A point of a line through points: straight between them, flat before and after them. */
  record Line(Draw at, List<Point> points) implements Reckoned {

    /** A point. */
    record Point(Draw x, Draw y) {}

    /** Copies. */
    public Line {
      points = List.copyOf(points);
    }

    @Override
    public double of(Scene scene) {
      double x = at.of(scene);
      double lastX = points.get(0).x().of(scene);
      double lastY = points.get(0).y().of(scene);
      for (int i = 1; i < points.size() && x > lastX; i++) {
        double nextX = points.get(i).x().of(scene);
        double nextY = points.get(i).y().of(scene);
        if (x < nextX) {
          return lastY + (nextY - lastY) * (x - lastX) / (nextX - lastX);
        }
        lastX = nextX;
        lastY = nextY;
      }
      return lastY;
    }
  }

  /** The first of several draws whose condition holds; none when no condition does. */
  record Cases(List<Case> cases) implements Reckoned {

    /** A draw and its condition. */
    record Case(When when, Draw draw) {}

    /** Copies. */
    public Cases {
      cases = List.copyOf(cases);
    }

    @Override
    public double of(Scene scene) {
      for (int i = 0; i < cases.size(); i++) {
        if (cases.get(i).when().holds(scene)) {
          return cases.get(i).draw().of(scene);
        }
      }
      return Double.NaN;
    }
  }
}
