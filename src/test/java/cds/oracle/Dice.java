package cds.oracle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Chance, with a liking for the edges of windows; collects what it draws. */
final class Dice {

  final LocalDate today;
  final List<RandomPatient.Entry> entries = new ArrayList<>();
  private final Random random;

  Dice(Random random, LocalDate today) {
    this.random = random;
    this.today = today;
  }

  /** True with this probability. */
  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** One of them. */
  @SafeVarargs
  final <T> T of(T... some) {
    return some[random.nextInt(some.length)];
  }

  /** One of a list. */
  <T> T of(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** A number of a range, both ends included. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /** A number with at most one decimal. */
  BigDecimal tenths(double low, double high) {
    return BigDecimal.valueOf(between((int) Math.round(low * 10), (int) Math.round(high * 10)), 1);
  }

  /** A number of them, as written. */
  BigDecimal number(String... some) {
    return new BigDecimal(of(some));
  }

  /** Some days before today: an edge, a day beside it, or anything in between. */
  LocalDate ago(int... edges) {
    return today.minusDays(Math.max(0, edges[random.nextInt(edges.length)] + between(-1, 1)));
  }

  /** Any day of this many last days. */
  LocalDate lately(int days) {
    return today.minusDays(between(0, days));
  }

  /** A fresh name. */
  String id(String name) {
    return name + "-" + (entries.size() + 1);
  }

  /** Puts something on record. */
  void add(RandomPatient.Entry entry) {
    entries.add(entry);
  }
}
