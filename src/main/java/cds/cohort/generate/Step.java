package cds.cohort.generate;

import java.util.List;

/** What is done for each patient, one step after the other. */
sealed interface Step {

  /** Does it. */
  void take(Scene scene);

  /**
   * Draws a value.
   *
   * @param slot where it is kept
   * @param key of its random numbers
   * @param when its conditions
   * @param draw how it comes about
   * @param otherwise what it is when they do not hold
   * @param decimals digits after the point; -1 leaves it as it is
   */
  record Drawn(int slot, long key, When when, Draw draw, Draw otherwise, int decimals)
      implements Step {

    @Override
    public void take(Scene scene) {
      scene.dice(key);
      double value = when.holds(scene) ? draw.of(scene) : otherwise.of(scene);
      if (decimals >= 0) {
        double unit = Lines.unit(decimals);
        value = Double.isNaN(value) ? value : Math.floor(value * unit + 0.5) / unit;
      }
      scene.keep(slot, value);
    }
  }

  /**
   * Writes a resource.
   *
   * @param key of its random numbers
   * @param percent how many of a hundred patients, or of their turns, have it
   * @param own values of it alone
   */
  record Written(long key, When when, double percent, List<Drawn> own, Template template)
      implements Step {

    /** Copies. */
    public Written {
      own = List.copyOf(own);
    }

    @Override
    public void take(Scene scene) {
      if (when.holds(scene) && scene.dice(key).hits(percent)) {
        own.forEach(drawn -> drawn.take(scene));
        scene.write(template);
      }
    }
  }

  /** Steps under one condition. */
  record Group(When when, List<Step> steps) implements Step {

    /** Copies. */
    public Group {
      steps = List.copyOf(steps);
    }

    @Override
    public void take(Scene scene) {
      if (when.holds(scene)) {
        steps.forEach(step -> step.take(scene));
      }
    }
  }

  /**
   * Steps on several days.
   *
   * @param slot where the day is kept, in days before the day by which is judged
   * @param key of the random numbers of the days
   */
  record Repeated(int slot, long key, When when, List<Span> spans, List<Step> steps)
      implements Step {

    /** A model that would go on and on is ended here. */
    private static final int MOST = 500;

    /**
     * Days from one that is longer ago to one that is less, the first included; {@code every} how
     * many days it is from one to the next.
     */
    record Span(When when, Draw from, Draw to, Draw every) {}

    /** Copies. */
    public Repeated {
      spans = List.copyOf(spans);
      steps = List.copyOf(steps);
    }

    @Override
    public void take(Scene scene) {
      if (!when.holds(scene)) {
        return;
      }
      int turn = 0;
      for (Span span : spans) {
        if (span.when().holds(scene)) {
          double to = span.to().of(scene);
          for (double day = span.from().of(scene); day >= to && turn < MOST; turn++) {
            long outer = scene.enter(turn);
            scene.keep(slot, day);
            steps.forEach(step -> step.take(scene));
            scene.dice(key);
            day -= Math.max(1, span.every().of(scene));
            scene.leave(outer);
          }
        }
      }
    }
  }
}
