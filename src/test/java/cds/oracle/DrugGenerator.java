package cds.oracle;

import cds.oracle.Codes.Meaning;
import cds.oracle.Products.Kind;
import cds.oracle.RandomPatient.CheckIn;
import cds.oracle.RandomPatient.Disease;
import cds.oracle.RandomPatient.Drug;
import cds.oracle.TreatmentGenerator.Course;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws other drugs, asthma with its controllers, and what is answered about doses and topicals.
 */
final class DrugGenerator {

  private DrugGenerator() {}

  static void draw(Dice dice, Course course, int age) {
    if (dice.chance(0.14)) {
      Kind kind =
          dice.of(
              Kind.JAK,
              Kind.JAK,
              Kind.TOPICAL_JAK,
              Kind.BIOLOGIC,
              Kind.BIOLOGIC,
              Kind.IMMUNOSUPPRESSANT,
              Kind.IMMUNOSUPPRESSANT,
              Kind.UNRELATED);
      period(dice, kind, dice.lately(200), dice.of("active", "active", "completed", "stopped"));
    }
    if (dice.chance(0.08)) {
      period(dice, Kind.EYE_STEROID, dice.ago(13, 14, 15, 41, 42, 43, 60), "active");
    }
    if (dice.chance(0.2)) {
      asthma(dice, course);
    }
    if (dice.chance(0.05)) {
      dice.add(
          new Disease(
              dice.id("disease"),
              dice.of(Codes.of(Meaning.OTHER_INDICATION)),
              "active",
              "confirmed",
              "2022-02-02",
              null));
    }
    if (course.given() && dice.chance(0.25)) {
      doses(dice);
    }
    if (dice.chance(0.06)) {
      LocalDate authored = dice.chance(0.5) ? dice.lately(100) : dice.ago(180);
      Map<String, Object> answers = new TreeMap<>(Map.of("topical.not-advisable", true));
      dice.add(new CheckIn(dice.id("check-in"), authored, "completed", answers));
    }
  }

  private static void asthma(Dice dice, Course course) {
    dice.add(
        new Disease(
            dice.id("disease"),
            dice.of(Codes.of(Meaning.ASTHMA)),
            dice.chance(0.9) ? "active" : "resolved",
            "confirmed",
            "2020-01-05",
            null));
    for (int i = dice.of(1, 1, 2, 0); i > 0; i--) {
      LocalDate start = course.first().minusDays(dice.between(5, 300));
      if (dice.chance(0.5)) {
        period(dice, Kind.INHALED_STEROID, start, "active");
      } else {
        LocalDate end = course.first().plusDays(dice.of(-1, 0, 1, 20, -100));
        dice.add(
            drug(
                dice,
                Kind.INHALED_STEROID,
                dice.of("stopped", "completed"),
                start.isAfter(end) ? end : start,
                end.isAfter(dice.today) ? dice.today : end));
      }
    }
    if (dice.chance(0.15)) {
      Map<String, Object> answers = new TreeMap<>();
      answers.put("asthma.controller-stopped", dice.chance(0.8));
      dice.add(new CheckIn(dice.id("check-in"), dice.ago(5, 90), "completed", answers));
    }
  }

  private static void doses(Dice dice) {
    Map<String, Object> answers = new TreeMap<>();
    if (dice.chance(0.7)) {
      answers.put("dose.last-date", dice.ago(14, 15, 21, 22, 28, 35, 36));
    } else {
      answers.put("dose.missed", dice.chance(0.8));
    }
    dice.add(new CheckIn(dice.id("check-in"), dice.lately(10), "completed", answers));
  }

  /** A treatment of a helminth infection, before or after it was found. */
  static void anthelmintic(Dice dice, Disease worm) {
    String date = worm.onset() == null ? worm.recorded() : worm.onset();
    LocalDate found = date == null || date.length() < 10 ? null : LocalDate.parse(date);
    LocalDate start = found == null ? dice.ago(90) : found.plusDays(dice.of(-1, 0, 1, 5));
    LocalDate begun = start.isAfter(dice.today) ? dice.today : start;
    String status = dice.of("active", "completed", "completed", "stopped", "not-taken");
    LocalDate end = status.equals("active") ? null : begun;
    dice.add(drug(dice, Kind.ANTHELMINTIC, status, begun, end));
  }

  private static void period(Dice dice, Kind kind, LocalDate start, String status) {
    LocalDate end = null;
    if (!status.equals("active")) {
      end = start.plusDays(dice.between(0, 60));
      end = end.isAfter(dice.today) ? dice.today : end;
    }
    dice.add(drug(dice, kind, status, start, end));
  }

  private static Drug drug(Dice dice, Kind kind, String status, LocalDate start, LocalDate end) {
    boolean order = dice.chance(0.4) && !status.equals("not-taken");
    return new Drug(
        dice.id("drug"),
        order,
        dice.of(Products.of(kind)),
        status,
        start,
        start,
        end,
        null,
        null,
        null,
        null);
  }
}
