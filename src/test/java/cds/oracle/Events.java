package cds.oracle;

import cds.oracle.Codes.Meaning;
import cds.oracle.RandomPatient.CheckIn;
import cds.oracle.RandomPatient.Disease;
import cds.oracle.TreatmentGenerator.Course;
import java.time.LocalDate;
import java.util.Map;

/** Draws conditions and check-ins around the first dose and the evaluation. */
abstract class Events {

  final Dice dice;
  final Course course;

  Events(Dice dice, Course course) {
    this.dice = dice;
    this.course = course;
  }

  /** A condition around the first dose or the evaluation. */
  final void disease(Meaning meaning) {
    LocalDate around =
        dice.chance(0.5)
            ? course.first().plusDays(dice.of(-400, -30, -1, 0, 1, 20))
            : dice.ago(0, 3, 13, 14, 15, 40);
    LocalDate date = around.isAfter(dice.today) ? dice.today : around;
    String onset = date.toString();
    if (dice.chance(0.1)) {
      onset = onset.substring(0, dice.of(4, 7));
    }
    boolean recorded = dice.chance(0.15);
    boolean undated = dice.chance(0.06);
    String verification = dice.chance(0.85) ? "confirmed" : dice.of("provisional", "refuted");
    dice.add(
        new Disease(
            dice.id("disease"),
            dice.of(Codes.of(meaning)),
            dice.chance(0.85) ? "active" : dice.of("recurrence", "relapse", "resolved", "inactive"),
            dice.chance(0.95) ? verification : null,
            undated || recorded ? null : onset,
            undated || !recorded ? null : onset));
  }

  final void checkIn(Map<String, Object> answers, int window) {
    if (answers.isEmpty()) {
      return;
    }
    LocalDate authored = dice.chance(0.75) ? dice.lately(window) : dice.ago(window);
    String status = dice.chance(0.97) ? "completed" : "entered-in-error";
    dice.add(new CheckIn(dice.id("check-in"), authored, status, answers));
  }
}
