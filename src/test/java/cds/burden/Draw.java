package cds.burden;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.random.RandomGenerator;

/** Numbers and days as patients have them, drawn one after the other. */
final class Draw {

  private final RandomGenerator random;
  private final LocalDate today;

  Draw(RandomGenerator random, LocalDate today) {
    this.random = random;
    this.today = today;
  }

  boolean is(Rate rate) {
    return rate.hits(random);
  }

  boolean evenly() {
    return random.nextBoolean();
  }

  /** A whole number, both ends included. */
  int from(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  double share(double least, double most) {
    return random.nextDouble(least, most);
  }

  /** From a normal distribution, drawn again until it lies between the limits. */
  double around(double mean, double deviation, double least, double most) {
    double value = random.nextGaussian(mean, deviation);
    while (value < least || value > most) {
      value = random.nextGaussian(mean, deviation);
    }
    return value;
  }

  /** A day, some days ago. */
  String ago(int days) {
    return today.minusDays(days).toString();
  }

  /** A number as a scale shows it. */
  static String said(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }
}
