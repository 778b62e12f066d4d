package cds.oracle;

import cds.oracle.RandomPatient.Measure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Section 4, scores: what is odd about them. */
final class ScoreFindings {

  private static final Set<String> INTEGERS =
      Set.of("viga-ad", "poem", "dlqi", "cdlqi", "idqol", "adct", "recap", "pp-nrs-24h");
  private static final String SHOWN = "EMR";

  private final Facts facts;
  private final Scores scores;

  ScoreFindings(Facts facts, Scores scores) {
    this.facts = facts;
    this.scores = scores;
  }

  void add(Findings findings) {
    for (String tool : Scores.tools()) {
      Optional<Measure> newest = scores.recorded(tool).stream().reduce((a, b) -> b);
      newest.ifPresent(m -> newest(findings, m));
      duplicates(findings, tool);
    }
    String discordance = discordance(facts.today.minusDays(90));
    if (discordance != null) {
      findings.add("SCORE_DISCORDANT", discordance, SHOWN);
    }
    bandConflicts(findings);
    gap(findings);
    jump(findings, "easi", new BigDecimal("30.0001"));
    jump(findings, "viga-ad", BigDecimal.valueOf(3));
  }

  /** Out of range, an older scale, a wrong step, or components that add up otherwise. */
  private void newest(Findings findings, Measure m) {
    boolean recent = recent(m);
    boolean older = m.what().equals("viga-ad") && m.value().compareTo(BigDecimal.valueOf(5)) == 0;
    if (recent && older) {
      findings.add("SCALE_VERSION", "info", SHOWN);
    } else if (recent && !Scores.inRange(m)) {
      findings.add("SCORE_OUT_OF_RANGE", "soon", SHOWN);
    }
    if (recent && Scores.inRange(m) && scores.wrongAge(m)) {
      findings.add("INSTRUMENT_AGE_MISMATCH", "info", SHOWN);
    }
    BigDecimal steps = m.what().equals("easi") ? BigDecimal.valueOf(20) : BigDecimal.ONE;
    boolean stepped = INTEGERS.contains(m.what()) || m.what().equals("easi");
    if (recent
        && stepped
        && Scores.inRange(m)
        && !scores.wrongAge(m)
        && m.value().multiply(steps).stripTrailingZeros().scale() > 0) {
      findings.add("SCORE_STEP", "info", SHOWN);
    }
    if (recent && Scores.inRange(m) && scores.mismatch(m)) {
      String prefix = m.what().equals("easi") ? "EASI" : "SCORAD";
      findings.add(prefix + "_RECOMPUTE_MISMATCH", "soon", SHOWN);
    }
  }

  private boolean recent(Measure m) {
    return !m.date().isBefore(facts.today.minusDays(90));
  }

  private void duplicates(Findings findings, String tool) {
    List<Measure> all = scores.recorded(tool).stream().filter(this::recent).toList();
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i).date().equals(all.get(i - 1).date())
          && all.get(i).value().compareTo(all.get(i - 1).value()) != 0) {
        findings.add("SCORE_DUPLICATE", "info", SHOWN);
      }
    }
  }

  /** Urgency of a contradiction between newest values since a day, or null. */
  String discordance(LocalDate from) {
    Optional<Measure> easi = scores.newest("easi", from, facts.today);
    Optional<Measure> viga = scores.newest("viga-ad", from, facts.today);
    Optional<Measure> bsa = scores.newest("bsa-involved", from, facts.today);
    Optional<Measure> scorad = scores.newest("scorad", from, facts.today);
    Optional<Measure> objective = scores.newest("objective-scorad", from, facts.today);
    if (near(easi, viga)
        && viga.get()
                .value()
                .subtract(BigDecimal.valueOf(band(easi.get().value())))
                .abs()
                .compareTo(BigDecimal.valueOf(2))
            >= 0) {
      return "soon";
    }
    if (near(scorad, objective)) {
      BigDecimal difference = scorad.get().value().subtract(objective.get().value());
      if (difference.signum() < 0 || difference.compareTo(BigDecimal.valueOf(20)) > 0) {
        return "soon";
      }
    }
    if (near(easi, bsa)) {
      double total = easi.get().value().doubleValue();
      double area = bsa.get().value().doubleValue();
      if (total > ceiling(area + 10) + 1e-9 || total < (area - 10) / 18 - 1e-9) {
        return "soon";
      }
      if (total > ceiling(area) + 1e-9 || total < area / 18 - 1e-9) {
        return "info";
      }
    }
    return null;
  }

  private static boolean near(Optional<Measure> a, Optional<Measure> b) {
    return a.isPresent()
        && b.isPresent()
        && Math.abs(ChronoUnit.DAYS.between(a.get().date(), b.get().date())) <= 14;
  }

  /** Leshem: clear, almost clear, mild, moderate, severe or more. */
  private static int band(BigDecimal easi) {
    int band = 0;
    for (String limit : List.of("0", "1.0", "7.0", "21.0")) {
      band += easi.compareTo(new BigDecimal(limit)) > 0 ? 1 : 0;
    }
    return band;
  }

  /** The highest EASI that an area allows. */
  private static double ceiling(double area) {
    if (area < 1) {
      return 12 * area;
    }
    if (area < 10) {
      return 12 * (1 + (area - 1) / 9);
    }
    return area <= 90 ? 18 + 0.6 * area : 72;
  }

  /** Starters whose newest value lies where band sets disagree. */
  private void bandConflicts(Findings findings) {
    if (!facts.starter) {
      return;
    }
    scores
        .lately("easi", 90)
        .filter(m -> facts.reaches(156))
        .filter(m -> within(m, "6.0", "7.0") || within(m, "21.0001", "22.9999"))
        .ifPresent(m -> findings.add("EASI_BAND_CONFLICT", "info", "E"));
    scores
        .lately("scorad", 90)
        .filter(m -> within(m, "20", "28.9999") || within(m, "40.0001", "50"))
        .ifPresent(m -> findings.add("SCORAD_BAND_CONFLICT", "info", "E"));
  }

  private static boolean within(Measure m, String low, String high) {
    BigDecimal value = m.value().setScale(4, RoundingMode.HALF_UP);
    return value.compareTo(new BigDecimal(low)) >= 0 && value.compareTo(new BigDecimal(high)) <= 0;
  }

  /** The patient suffers, the skin is clear. */
  private void gap(Findings findings) {
    boolean clear =
        scores.lately("easi", 90).filter(m -> m.value().compareTo(BigDecimal.ONE) <= 0).isPresent();
    boolean suffers =
        scores
                .lately("poem", 90)
                .filter(m -> m.value().compareTo(BigDecimal.valueOf(17)) >= 0)
                .isPresent()
            || Scores.ITCH.stream()
                .flatMap(tool -> scores.lately(tool, 90).stream())
                .anyMatch(m -> m.value().compareTo(BigDecimal.valueOf(7)) >= 0);
    if (clear && suffers) {
      findings.add("SCORE_PATIENT_GAP", "info", SHOWN);
    }
  }

  /** The newest value against the one before it. */
  private void jump(Findings findings, String tool, BigDecimal by) {
    List<Measure> values = scores.values(tool);
    if (values.isEmpty()) {
      return;
    }
    Measure b = values.get(values.size() - 1);
    Measure a =
        values.stream().filter(m -> m.date().isBefore(b.date())).reduce((x, y) -> y).orElse(b);
    if (!recent(a)) {
      return;
    }
    if (ChronoUnit.DAYS.between(a.date(), b.date()) <= 7
        && a.value().subtract(b.value()).abs().compareTo(by) >= 0) {
      findings.add("SCORE_JUMP", "info", SHOWN);
    }
  }
}
