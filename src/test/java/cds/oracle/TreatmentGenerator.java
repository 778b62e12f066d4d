package cds.oracle;

import cds.oracle.Products.Product;
import cds.oracle.RandomPatient.Dose;
import cds.oracle.RandomPatient.Drug;
import java.time.LocalDate;

/** Draws a course of dupilumab: none, running, stopped, or oddly recorded. */
final class TreatmentGenerator {

  /**
   * What the other generators bend their dates around.
   *
   * @param first intended first dose, or today when there is none
   * @param given whether dupilumab was ever given
   */
  record Course(LocalDate first, boolean given) {}

  private TreatmentGenerator() {}

  static Course draw(Dice dice) {
    if (dice.chance(0.42)) {
      if (dice.chance(0.06)) {
        notYet(dice);
      }
      return new Course(dice.today, false);
    }
    LocalDate first = dice.ago(30, 98, 112, 126, 140, 153, 154, 200, 300, 365, 500);
    if (dice.chance(0.85)) {
      running(dice, first);
    } else {
      stopped(dice, first);
    }
    return new Course(first, true);
  }

  /** Ordered, but not begun. */
  private static void notYet(Dice dice) {
    LocalDate authored = dice.lately(20);
    String status = dice.of("draft", "cancelled", "entered-in-error");
    dice.add(order(dice, status, authored, authored, null, 300, 2, null));
  }

  private static void running(Dice dice, LocalDate first) {
    int mg = dice.of(300, 300, 200);
    int weeks = dice.of(2, 2, 4);
    boolean dosed = dice.chance(0.95);
    int how = dice.between(0, 9);
    if (how < 6) {
      LocalDate start = dice.chance(0.9) ? first : null;
      LocalDate authored = start == null ? first : start.minusDays(dice.between(0, 20));
      String reason = dice.chance(0.06) ? dice.of("195967001", "24079001", "235599003") : null;
      dice.add(order(dice, "active", authored, start, null, dosed ? mg : null, weeks, reason));
    } else if (how < 8) {
      dice.add(
          new Drug(
              dice.id("dupilumab"),
              false,
              product(dice, mg),
              "active",
              null,
              first,
              null,
              null,
              dosed ? mg : null,
              weeks,
              null));
    }
    if (how >= 6 || dice.chance(0.4)) {
      LocalDate last = dice.chance(0.5) ? dice.lately(30) : dice.ago(14, 21, 22, 28, 35, 84);
      LocalDate before = last.minusDays(7L * weeks + dice.of(0, 0, -7, -8, 7, 8, 60));
      dice.add(new Dose(dice.id("dose"), first, "completed"));
      if (before.isAfter(first) && dice.chance(0.8)) {
        dice.add(new Dose(dice.id("dose"), before, "completed"));
      }
      if (last.isAfter(first)) {
        dice.add(new Dose(dice.id("dose"), last, dice.chance(0.95) ? "completed" : "not-done"));
      }
    }
  }

  private static void stopped(Dice dice, LocalDate first) {
    LocalDate end = first.plusDays(dice.between(10, 100));
    if (end.isAfter(dice.today)) {
      end = dice.today.minusDays(1);
    }
    if (end.isBefore(first)) {
      end = first;
    }
    boolean dated = dice.chance(0.7);
    String status = dice.of("stopped", "stopped", "stopped", "completed", "on-hold");
    if (dice.chance(0.6)) {
      dice.add(order(dice, status, first, first, dated ? end : null, 300, 2, null));
    } else {
      dice.add(
          new Drug(
              dice.id("dupilumab"),
              false,
              product(dice, 300),
              status,
              null,
              first,
              dated ? end : null,
              null,
              300,
              2,
              null));
    }
    if (dice.chance(0.5)) {
      dice.add(new Dose(dice.id("dose"), first, "completed"));
      dice.add(new Dose(dice.id("dose"), dice.chance(0.8) ? end : dice.ago(84), "completed"));
    }
  }

  private static Drug order(
      Dice dice,
      String status,
      LocalDate authored,
      LocalDate start,
      LocalDate end,
      Integer mg,
      Integer weeks,
      String reason) {
    Product product = product(dice, mg == null ? 300 : mg);
    return new Drug(
        dice.id("dupilumab"), true, product, status, authored, start, end, null, mg, weeks, reason);
  }

  private static Product product(Dice dice, int mg) {
    if (dice.chance(0.04)) {
      return Products.SYRINGE_100;
    }
    return Products.dupilumab(mg, dice.chance(0.25));
  }
}
