package cds.oracle;

import static cds.oracle.RandomPatient.State;

import cds.oracle.Codes.Meaning;
import cds.oracle.Products.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Draws patients that sit on the edges of the rules, so that every finding is frequent. */
final class PatientGenerator {

  private static final List<LocalDate> DAYS =
      List.of(
          LocalDate.of(2025, 6, 16),
          LocalDate.of(2025, 3, 1),
          LocalDate.of(2024, 2, 29),
          LocalDate.of(2025, 8, 31),
          LocalDate.of(2024, 12, 30));

  /** Ages in months at which something changes. */
  private static final int[] AGES = {
    4, 6, 7, 12, 15, 16, 24, 30, 48, 66, 72, 78, 84, 90, 96, 108, 120, 144, 156, 168, 192, 204, 216,
    240, 400, 700
  };

  private PatientGenerator() {}

  /** The patient of a seed. */
  static RandomPatient patient(long seed) {
    Random random = new Random(seed * 7919 + 17);
    Dice dice = new Dice(random, DAYS.get(random.nextInt(DAYS.size())));
    int age = AGES[random.nextInt(AGES.length)];
    if (dice.chance(0.3)) {
      age = dice.of(20, 100, 180, 216, 360, 500);
    }
    LocalDate born = dice.today.minusMonths(age).plusDays(dice.of(-40, -20, -1, 0, 0, 1));
    TreatmentGenerator.Course course = TreatmentGenerator.draw(dice);
    diagnosis(dice);
    topicals(dice, age);
    weights(dice, age, born);
    ScoreGenerator.draw(dice, born, course);
    for (int theme = dice.between(0, 3); theme > 0; theme--) {
      EventGenerator.draw(dice, course);
    }
    DrugGenerator.draw(dice, course, age);
    DraftGenerator.draw(dice, course, age);
    return new RandomPatient(
        seed,
        dice.today,
        dice.chance(age >= 72 && age < 144 ? 0.35 : 0.7) ? "us-label" : "eu-label",
        birth(dice, born),
        dice.of("female", "male", "female", "male", "female", "male", "other", null),
        dice.entries,
        states(dice));
  }

  private static String birth(Dice dice, LocalDate born) {
    if (dice.chance(0.97)) {
      return born.toString();
    }
    return dice.of(null, born.toString().substring(0, 4));
  }

  /** Which kinds of data arrive otherwise than whole. */
  private static Map<String, State> states(Dice dice) {
    Map<String, State> states = new TreeMap<>();
    if (dice.chance(0.85)) {
      return states;
    }
    for (String key :
        List.of(
            "observations",
            "conditions",
            "medications",
            "medicationStatements",
            "administrations",
            "allergies",
            "questionnaires",
            "immunizations")) {
      if (dice.chance(0.2)) {
        State state = dice.of(State.NULL, State.OUTCOME, State.PAGED, State.UNREADABLE);
        boolean required = key.equals("observations") || key.equals("conditions");
        states.put(key, dice.chance(0.1) && !required ? State.MISSING : state);
      }
    }
    return states;
  }

  private static void diagnosis(Dice dice) {
    if (dice.chance(0.95)) {
      String clinical = dice.chance(0.93) ? "active" : dice.of("recurrence", "relapse");
      String verification = dice.chance(0.9) ? "confirmed" : null;
      if (dice.chance(0.06)) {
        verification =
            dice.of("provisional", "differential", "unconfirmed", "refuted", "entered-in-error");
      }
      if (dice.chance(0.04)) {
        clinical = dice.of("inactive", "resolved", "remission");
      }
      dice.add(
          new RandomPatient.Disease(
              dice.id("ad"),
              dice.of(Codes.of(Meaning.ATOPIC_DERMATITIS)),
              clinical,
              verification,
              dice.of(null, "2023", "2022-05", "2021-03-04"),
              null));
    }
  }

  private static void topicals(Dice dice, int age) {
    int trials = dice.of(1, 1, 1, 1, 2, 0);
    LocalDate before = dice.today;
    for (int i = 0; i < trials; i++) {
      Kind kind = dice.of(Kind.STEROID, Kind.STEROID, Kind.CALCINEURIN, Kind.LOW_STEROID);
      if (dice.chance(0.08)) {
        kind = dice.of(Kind.UNRANKED_STEROID, Kind.OTHER_TOPICAL, Kind.UNCODED);
      }
      String outcome = dice.of("inadequate", "inadequate", "inadequate", "inadequate", null);
      if (dice.chance(0.25)) {
        outcome = dice.of("adequate", "not-advisable", "not-tolerated", "not-tolerated");
      }
      int days = dice.chance(0.6) ? 70 : dice.of(27, 28, 29, 41, 42, 43);
      LocalDate end =
          dice.chance(0.6)
              ? dice.lately(120)
              : dice.today.minusMonths(6).plusDays(dice.between(-2, 2));
      end = end.minusDays(i);
      end = end.equals(before) ? end.minusDays(1) : end;
      before = end;
      days += i;
      LocalDate start = end.minusDays(days);
      boolean running = i == 0 && dice.chance(0.2);
      if (running) {
        start = dice.today.minusDays(days);
      }
      dice.add(
          new RandomPatient.Drug(
              dice.id("topical"),
              dice.chance(0.3),
              dice.of(Products.of(kind)),
              running ? "active" : dice.of("completed", "stopped"),
              start,
              start,
              running ? null : end,
              outcome,
              null,
              null,
              null));
    }
  }

  private static void weights(Dice dice, int age, LocalDate born) {
    for (int i = dice.of(1, 1, 1, 1, 0, 2); i > 0; i--) {
      double typical = age < 6 ? 6.5 : Math.min(70, 7 + age * 0.26);
      String kg = dice.tenths(typical * 0.75, typical * 1.3).toPlainString();
      if (dice.chance(0.35)) {
        kg = dice.of("4.9", "5", "14.9", "15", "15.0", "29.9", "30", "30.0", "59.9", "60", "61");
      }
      if (dice.chance(0.05)) {
        kg = dice.of("2.4", "29.9", "30", "299", "300", "301", "180");
      }
      String unit = dice.chance(0.9) ? "kg" : dice.of("g", "[lb_av]", "stone", "");
      java.math.BigDecimal value = new java.math.BigDecimal(kg);
      if (unit.equals("g")) {
        value = value.movePointRight(3);
      } else if (unit.equals("[lb_av]")) {
        value =
            dice.number("11.02", "11.03", "33.06", "33.07", "66.13", "66.14", "132.27", "132.28");
      }
      LocalDate date = dice.chance(0.7) ? dice.lately(60) : dice.ago(90, 180, 0);
      dice.add(
          new RandomPatient.Measure(
              dice.id("weight"),
              "weight",
              value,
              unit,
              date.isBefore(born) ? born : date,
              dice.entries.size(),
              "final",
              Map.of()));
    }
  }
}
