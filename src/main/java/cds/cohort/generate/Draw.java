package cds.cohort.generate;

import java.util.List;

/** How a value of a patient comes about; NaN stands for none. */
interface Draw {

  /** The value; what is random in it is taken from the dice as they are turned. */
  double of(Scene scene);

  /** A number of the model. */
  record Constant(double number) implements Draw {

    @Override
    public double of(Scene scene) {
      return number;
    }
  }

  /** A value that was drawn before. */
  record Named(int slot) implements Draw {

    @Override
    public double of(Scene scene) {
      return scene.value(slot);
    }
  }

  /** 1 in some of a hundred patients, else 0. */
  record Chance(double percent) implements Draw {

    @Override
    public double of(Scene scene) {
      return scene.dice().hits(percent) ? 1 : 0;
    }
  }

  /**
   * One of several options by its number.
   *
   * @param percents of the options, 100 together
   */
  record Choice(List<Double> percents) implements Draw {

    /** Copies. */
    public Choice {
      percents = List.copyOf(percents);
    }

    @Override
    public double of(Scene scene) {
      double left = scene.dice().share() * 100;
      for (int i = 0; i < percents.size() - 1; i++) {
        left -= percents.get(i);
        if (left < 0) {
          return i;
        }
      }
      return percents.size() - 1;
    }
  }

  /** A whole number, both ends included; the lower end when they are turned round. */
  record Whole(Draw from, Draw to) implements Draw {

    @Override
    public double of(Scene scene) {
      double low = Math.ceil(from.of(scene));
      double high = Math.floor(to.of(scene));
      return low + Math.floor(scene.dice().share() * Math.max(1, high - low + 1));
    }
  }

  /** Any number between two, each as likely as the other. */
  record Uniform(Draw from, Draw to) implements Draw {

    @Override
    public double of(Scene scene) {
      double low = from.of(scene);
      return low + scene.dice().share() * (to.of(scene) - low);
    }
  }

  /** From a normal distribution, drawn again until it lies between the limits. */
  record Normal(Draw mean, Draw deviation, Draw from, Draw to) implements Draw {

    private static final int TRIES = 1_000;

    @Override
    public double of(Scene scene) {
      return between(scene, mean.of(scene), deviation.of(scene), from.of(scene), to.of(scene));
    }

    static double between(Scene scene, double mean, double deviation, double low, double high) {
      double value = mean;
      for (int i = 0; i < TRIES; i++) {
        value = mean + deviation * scene.dice().normal();
        if (value >= low && value <= high) {
          return value;
        }
      }
      // Limits far off the mean would else never be met.
      return Math.min(high, Math.max(low, value));
    }
  }

  /**
   * A value that follows another one: where that is at its mean, this is around its own, and it
   * falls and rises in proportion.
   *
   * @param leader what is followed
   * @param at the mean of the leader
   * @param most the largest proportion
   * @param own mean, deviation and limits at that mean
   */
  record Follows(Draw leader, double at, double most, Normal own) implements Draw {

    @Override
    public double of(Scene scene) {
      double share = Math.min(most, leader.of(scene) / at);
      return Normal.between(
          scene,
          own.mean().of(scene) * share,
          own.deviation().of(scene) * share,
          own.from().of(scene),
          own.to().of(scene));
    }
  }
}
