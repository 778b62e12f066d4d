package cds.oracle;

import cds.oracle.Products.Kind;
import cds.oracle.Products.Product;
import cds.oracle.RandomPatient.Draft;
import cds.oracle.TreatmentGenerator.Course;
import java.util.List;

/** Draws the orders on the selection or signing screen. */
final class DraftGenerator {

  private DraftGenerator() {}

  static void draw(Dice dice, Course course, int age) {
    if (dice.chance(0.9)) {
      dice.add(dupilumab(dice, course, age));
    }
    if (dice.chance(0.08)) {
      Product product = dice.of(Products.of(dice.of(Kind.JAK, Kind.UNRELATED, Kind.BIOLOGIC)));
      dice.add(draft(dice, product, List.of(), null, null, null));
    }
    if (dice.chance(0.06)) {
      Codes.Code vaccine =
          new Codes.Code(
              Codes.CVX, dice.of("03", "21", "94", "187"), Codes.Meaning.UNRELATED, "vaccine");
      dice.add(
          new Draft(
              dice.id("draft"), vaccine, null, List.of(), null, null, null, dice.chance(0.5)));
    }
  }

  private static Draft dupilumab(Dice dice, Course course, int age) {
    String reason = dice.chance(0.93) ? null : dice.of("24079001", "195967001", "235599003");
    if (dice.chance(0.3)) {
      return draft(dice, Products.INGREDIENT, List.of(), null, null, reason);
    }
    int mg = dice.of(200, 300, 300);
    int weeks = dice.of(2, 4);
    boolean loads = dice.chance(course.given() || age < 72 ? 0.2 : 0.7);
    List<Integer> loading = loads ? List.of(mg == 200 ? 400 : dice.of(600, 600, 300)) : List.of();
    Product product = Products.dupilumab(mg, dice.chance(0.3));
    if (dice.chance(0.05)) {
      return draft(dice, Products.SYRINGE_100, List.of(), 100, 2, reason);
    }
    return draft(dice, product, loading, mg, weeks, reason);
  }

  private static Draft draft(
      Dice dice, Product product, List<Integer> loading, Integer mg, Integer weeks, String reason) {
    Codes.Code code = new Codes.Code(Codes.RXNORM, product.code(), Codes.Meaning.UNRELATED, "drug");
    boolean selected = product.kind() == Kind.DUPILUMAB && dice.chance(0.98);
    return new Draft(dice.id("draft"), code, product, loading, mg, weeks, reason, selected);
  }
}
