package cds.oracle;

import cds.oracle.RandomPatient.Measure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Draws scores before, at and after the first dose, and everything that is odd about scores. */
final class ScoreGenerator {

  private final Dice dice;
  private final LocalDate born;
  private final TreatmentGenerator.Course course;

  private ScoreGenerator(Dice dice, LocalDate born, TreatmentGenerator.Course course) {
    this.dice = dice;
    this.born = born;
    this.course = course;
  }

  static void draw(Dice dice, LocalDate born, TreatmentGenerator.Course course) {
    ScoreGenerator scores = new ScoreGenerator(dice, born, course);
    if (course.given()) {
      scores.treated();
    } else {
      scores.untreated();
    }
    if (dice.chance(0.2)) {
      scores.odd();
    }
  }

  private void untreated() {
    if (dice.chance(0.05)) {
      return;
    }
    boolean severe = dice.chance(0.5);
    LocalDate date = dice.chance(0.8) ? dice.lately(60) : dice.ago(90, 183);
    int which = dice.between(1, 31);
    if (dice.chance(0.75)) {
      which &= 3;
    }
    if (dice.chance(0.06)) {
      which = 4;
    }
    if ((which & 1) != 0) {
      add("easi", severe ? dice.tenths(21.1, 40) : dice.tenths(7.1, 21), date);
      if (dice.chance(0.2)) {
        dice.entries.remove(dice.entries.size() - 1);
        add("easi", dice.number("0", "6", "7.0", "7.1", "21", "21.1", "22.95", "23", "50.1"), date);
      }
    }
    if ((which & 2) != 0) {
      String grade = dice.chance(0.85) ? (severe ? "4" : "3") : dice.of("0", "1", "2", "5", "6");
      add("viga-ad", new BigDecimal(grade), date.minusDays(dice.of(0, 0, 0, 13, 14, 15)));
    }
    if ((which & 4) != 0) {
      add(
          "scorad",
          dice.number("19.9", "24.9", "25", "29", "40", "40.1", "50", "50.1", "70"),
          date);
    }
    if ((which & 8) != 0) {
      add("objective-scorad", dice.number("14.9", "15", "40", "40.1", "60", "5"), date);
    }
    if ((which & 16) != 0) {
      add("bsa-involved", dice.tenths(0, 60), date.minusDays(dice.of(0, 0, 14, 15)));
    }
  }

  private void treated() {
    boolean children = Period.between(born, dice.today).getYears() < 16;
    String life =
        children ? (Period.between(born, dice.today).getYears() < 4 ? "idqol" : "cdlqi") : "dlqi";
    pair("easi", dice.of(dice.tenths(8, 40), new BigDecimal("20"), BigDecimal.ZERO), 0.85);
    pair("scorad", dice.of(new BigDecimal("60"), dice.tenths(25, 80)), 0.25);
    pair(life, new BigDecimal(dice.of(3, 4, 10, 12, 20)), 0.5);
    pair("poem", new BigDecimal(dice.of(3, 4, 10, 18, 24)), 0.3);
    pair(
        dice.of("pp-nrs-7d-mean", "pp-nrs-24h", "worst-scratch-itch-nrs"),
        new BigDecimal(dice.of(2, 3, 4, 8, 9)),
        0.35);
    pair("patient-global", new BigDecimal(dice.of(2, 3, 4)), 0.5);
    if (course.first().isBefore(dice.today.minusDays(360)) && dice.chance(0.5)) {
      LocalDate newest = dice.lately(5);
      add("easi", dice.number("2", "7", "7.1"), newest.minusDays(dice.of(181, 182, 183, 200)));
      add("easi", dice.number("0", "3", "7"), newest);
    }
    if (dice.chance(0.25)) {
      LocalDate date = dice.ago(0, 10, 90, 183);
      add("viga-ad", new BigDecimal(dice.of("0", "1", "2", "3", "4")), date);
    }
  }

  /** A baseline and values at the checkpoints. */
  private void pair(String what, BigDecimal baseline, double probability) {
    if (!dice.chance(probability)) {
      return;
    }
    if (dice.chance(0.93)) {
      LocalDate date = course.first().minusDays(dice.of(0, 0, 1, 10, 30, 89, 90, 91));
      add(what, baseline, date);
    }
    for (int i = dice.of(1, 1, 1, 2, 3, 0); i > 0; i--) {
      LocalDate date =
          course.first().plusDays(dice.of(0, 1, 69, 70, 71, 97, 98, 99, 111, 112, 113));
      if (dice.chance(0.6)) {
        date = course.first().plusDays(dice.of(120, 139, 140, 141, 153, 154, 155, 170));
      }
      if (date.isAfter(dice.today) || dice.chance(0.25)) {
        date = dice.chance(0.7) ? dice.lately(14) : dice.ago(90, 182);
      }
      add(what, after(what, baseline), date);
    }
  }

  private BigDecimal after(String what, BigDecimal baseline) {
    if (what.equals("easi") || what.equals("scorad")) {
      BigDecimal left = dice.number("0", "0.1", "0.25", "0.26", "0.5", "0.51", "0.75", "0.8", "1");
      if (dice.chance(0.1)) {
        return dice.number("7", "7.1", "24", "24.1", "1", "0.5");
      }
      return baseline.multiply(left).setScale(1, RoundingMode.HALF_UP);
    }
    int fall = dice.of(0, 0, 1, 2, 3, 4, 5, 6, 10);
    return baseline.subtract(BigDecimal.valueOf(fall)).max(BigDecimal.ZERO);
  }

  private void odd() {
    LocalDate date = dice.chance(0.8) ? dice.lately(40) : dice.ago(90);
    switch (dice.between(0, 8)) {
      case 0 -> {
        String what = dice.of("easi", "scorad", "poem", "dlqi", "bsa-involved", "pp-nrs-24h");
        add(what, dice.number("103.5", "104", "150"), date);
      }
      case 1 -> add("viga-ad", new BigDecimal(dice.of("5", "5", "6")), date);
      case 2 -> {
        String what = dice.of("poem", "dlqi", "pp-nrs-24h", "pp-nrs-7d-mean", "adct", "recap");
        add(what, dice.number("3.5", "7.5"), date);
      }
      case 3 -> add("easi", dice.number("12.05", "12.03", "17.21"), date);
      case 4 -> {
        String what = dice.of("dlqi", "cdlqi", "idqol", "adct");
        add(what, new BigDecimal(dice.between(0, 20)), date);
      }
      case 5 -> components(date);
      case 6 -> {
        add("easi", dice.number("0", "0.9", "1", "1.1"), date);
        add(dice.of("poem", "pp-nrs-7d-mean"), new BigDecimal(dice.of(6, 7, 16, 17)), date);
      }
      case 7 -> {
        add("easi", dice.number("10", "20"), date);
        int gap = dice.of(1, 6, 7, 8);
        add("easi", dice.number("40", "40.1", "50.1", "51"), date.minusDays(gap));
      }
      default -> {
        String status = dice.of("preliminary", "entered-in-error", "cancelled", "amended");
        BigDecimal value = new BigDecimal(dice.of("0", "4", "9"));
        dice.add(
            new Measure(
                dice.id("score"),
                "easi",
                value,
                "{score}",
                date,
                dice.entries.size(),
                status,
                Map.of()));
      }
    }
  }

  /** EASI or SCORAD with all components; the total may be another one. */
  private void components(LocalDate date) {
    Map<String, BigDecimal> parts = new TreeMap<>();
    BigDecimal total;
    if (dice.chance(0.5)) {
      for (String region : List.of("head-neck", "upper-limbs", "trunk", "lower-limbs")) {
        parts.put("easi-" + region + "-area", BigDecimal.valueOf(dice.between(0, 6)));
        for (String sign : List.of("erythema", "induration", "excoriation", "lichenification")) {
          parts.put("easi-" + region + "-" + sign, BigDecimal.valueOf(dice.between(0, 3)));
        }
      }
      total = Scores.easi(parts, Period.between(born, date).getYears() < 8);
      total = dice.chance(0.4) ? Scores.easi(parts, dice.chance(0.5)) : total;
    } else {
      parts.put("scorad-extent", BigDecimal.valueOf(dice.between(0, 100)));
      parts.put("scorad-intensity", BigDecimal.valueOf(dice.between(0, 18)));
      parts.put("scorad-itch", BigDecimal.valueOf(dice.between(0, 10)));
      parts.put("scorad-sleep", BigDecimal.valueOf(dice.between(0, 10)));
      total = Scores.scorad(parts);
    }
    if (dice.chance(0.5)) {
      total = total.add(dice.number("0.1", "-0.1", "0.11", "-0.2", "1", "9")).max(BigDecimal.ZERO);
    }
    String what = parts.containsKey("scorad-itch") ? "scorad" : "easi";
    total = total.min(BigDecimal.valueOf(72));
    dice.add(
        new Measure(
            dice.id("score"), what, total, "{score}", date, dice.entries.size(), "final", parts));
  }

  private void add(String what, BigDecimal value, LocalDate date) {
    LocalDate day = date.isAfter(dice.today) ? dice.today : date;
    String unit = what.equals("bsa-involved") ? "%" : "{score}";
    String status = dice.chance(0.96) ? "final" : dice.of("amended", "corrected", "preliminary");
    int minute = dice.entries.size();
    dice.add(new Measure(dice.id("score"), what, value, unit, day, minute, status, Map.of()));
  }
}
