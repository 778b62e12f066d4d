package cds.oracle;

import cds.oracle.RandomPatient.Measure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Values of scores: which are valid, which is the newest, what their components add up to. */
final class Scores {

  static final List<String> CLINICIAN = List.of("viga-ad", "easi", "scorad", "objective-scorad");
  static final List<String> ITCH =
      List.of("pp-nrs-7d-mean", "pp-nrs-24h", "worst-scratch-itch-nrs");

  /** Scores of this disease; quality of life and a global judgement may be about any other. */
  static final Set<String> OF_DERMATITIS =
      Set.of(
          "viga-ad",
          "easi",
          "scorad",
          "objective-scorad",
          "bsa-involved",
          "pp-nrs-7d-mean",
          "pp-nrs-24h",
          "worst-scratch-itch-nrs",
          "poem",
          "adct",
          "recap");

  private static final Set<String> FINAL = Set.of("final", "amended", "corrected");

  private static final Map<String, Integer> MAXIMA =
      Map.ofEntries(
          Map.entry("easi", 72),
          Map.entry("scorad", 103),
          Map.entry("objective-scorad", 83),
          Map.entry("viga-ad", 4),
          Map.entry("bsa-involved", 100),
          Map.entry("pp-nrs-24h", 10),
          Map.entry("pp-nrs-7d-mean", 10),
          Map.entry("worst-scratch-itch-nrs", 10),
          Map.entry("poem", 28),
          Map.entry("dlqi", 30),
          Map.entry("cdlqi", 30),
          Map.entry("idqol", 30),
          Map.entry("adct", 24),
          Map.entry("recap", 28),
          Map.entry("patient-global", 4));

  private final Facts facts;
  private final Map<String, List<Measure>> recorded = new HashMap<>();
  private final Map<String, List<Measure>> valid = new HashMap<>();

  Scores(Facts facts) {
    this.facts = facts;
  }

  /** Values of a tool with a final status, up to today, oldest first. */
  List<Measure> recorded(String what) {
    return recorded.computeIfAbsent(what, this::read);
  }

  private List<Measure> read(String what) {
    return facts
        .all(Measure.class)
        .filter(m -> m.what().equals(what) && FINAL.contains(m.status()))
        .filter(m -> !m.date().isAfter(facts.today))
        .sorted(Comparator.comparing(Measure::date).thenComparing(Measure::minute))
        .toList();
  }

  /** All tools that there are. */
  static Set<String> tools() {
    return MAXIMA.keySet();
  }

  static boolean inRange(Measure m) {
    return m.value().signum() >= 0
        && m.value().compareTo(BigDecimal.valueOf(MAXIMA.get(m.what()))) <= 0;
  }

  /** Valid values of a tool for the patient's age, with the total that rules use. */
  List<Measure> values(String what) {
    return valid.computeIfAbsent(what, this::judge);
  }

  private List<Measure> judge(String what) {
    return recorded(what).stream()
        .filter(Scores::inRange)
        .filter(m -> !wrongAge(m))
        .map(
            m ->
                new Measure(
                    m.id(), what, used(m), m.unit(), m.date(), m.minute(), m.status(), m.parts()))
        .toList();
  }

  /** The newest valid value of these days, both included. */
  Optional<Measure> newest(String what, LocalDate from, LocalDate to) {
    return values(what).stream()
        .filter(m -> !m.date().isBefore(from) && !m.date().isAfter(to))
        .reduce((a, b) -> b);
  }

  /** The newest valid value. */
  Optional<Measure> newest(String what) {
    return newest(what, LocalDate.MIN, facts.today);
  }

  /** The newest valid value of the last days. */
  Optional<Measure> lately(String what, int days) {
    return newest(what, facts.today.minusDays(days), facts.today);
  }

  /** Newest value on or up to 90 days before the first dose. */
  Optional<BigDecimal> baseline(String what) {
    return facts.first == null
        ? Optional.empty()
        : newest(what, facts.first.minusDays(90), facts.first).map(Measure::value);
  }

  /** Newest value after the first dose day. */
  Optional<BigDecimal> response(String what) {
    return facts.first == null
        ? Optional.empty()
        : newest(what, facts.first.plusDays(1), facts.today).map(Measure::value);
  }

  /** A tool used outside its ages on the date of the value. */
  boolean wrongAge(Measure m) {
    String birth = String.valueOf(facts.patient.birth());
    if (birth.length() == 4 && !birth.equals("null")) {
      int oldest = m.date().getYear() - Integer.parseInt(birth);
      return wrongAge(m.what(), oldest) && wrongAge(m.what(), oldest - 1);
    }
    Integer years = facts.years(m.date());
    return years != null && wrongAge(m.what(), years);
  }

  private static boolean wrongAge(String what, int years) {
    return switch (what) {
      case "dlqi" -> years < 16;
      case "cdlqi" -> years < 4 || years > 16;
      case "idqol" -> years >= 4;
      case "adct" -> years < 12;
      default -> false;
    };
  }

  /** The recomputed total when all components are there, or null. */
  BigDecimal recomputed(Measure m) {
    if (m.parts().isEmpty()) {
      return null;
    }
    if (m.what().equals("scorad")) {
      return scorad(m.parts());
    }
    Integer years = facts.years(m.date());
    return years == null ? null : easi(m.parts(), years < 8);
  }

  /** Whether the components add up to something else by more than 0.1. */
  boolean mismatch(Measure m) {
    BigDecimal total = recomputed(m);
    return total != null && total.subtract(m.value()).abs().compareTo(new BigDecimal("0.1")) > 0;
  }

  private BigDecimal used(Measure m) {
    return mismatch(m) ? recomputed(m) : m.value();
  }

  /** EASI: sum of signs x area x weight of each region. */
  static BigDecimal easi(Map<String, BigDecimal> parts, boolean underEight) {
    Map<String, String> weights =
        underEight
            ? Map.of("head-neck", "0.2", "upper-limbs", "0.2", "trunk", "0.3", "lower-limbs", "0.3")
            : Map.of(
                "head-neck", "0.1", "upper-limbs", "0.2", "trunk", "0.3", "lower-limbs", "0.4");
    BigDecimal total = BigDecimal.ZERO;
    for (Map.Entry<String, String> region : weights.entrySet()) {
      String prefix = "easi-" + region.getKey() + "-";
      BigDecimal signs =
          Stream.of("erythema", "induration", "excoriation", "lichenification")
              .map(sign -> parts.get(prefix + sign))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      total =
          total.add(
              signs
                  .multiply(parts.get(prefix + "area"))
                  .multiply(new BigDecimal(region.getValue())));
    }
    return total;
  }

  /** SCORAD: a fifth of the extent, seven halves of the intensity, itch and sleep. */
  static BigDecimal scorad(Map<String, BigDecimal> parts) {
    return parts
        .get("scorad-extent")
        .divide(BigDecimal.valueOf(5), 4, RoundingMode.HALF_UP)
        .add(parts.get("scorad-intensity").multiply(new BigDecimal("3.5")))
        .add(parts.get("scorad-itch"))
        .add(parts.get("scorad-sleep"));
  }
}
