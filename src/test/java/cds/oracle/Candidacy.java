package cds.oracle;

import cds.oracle.Products.Kind;
import cds.oracle.RandomPatient.Drug;
import cds.oracle.RandomPatient.Measure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Section 2, for those who are to begin: how severe, and whether topicals were enough. */
final class Candidacy {

  private static final Set<Kind> TOPICALS =
      Set.of(
          Kind.LOW_STEROID,
          Kind.STEROID,
          Kind.UNRANKED_STEROID,
          Kind.CALCINEURIN,
          Kind.OTHER_TOPICAL,
          Kind.TOPICAL_JAK);
  private static final Set<String> USED = Set.of("active", "on-hold", "completed", "stopped");

  private final Facts facts;
  private final Scores scores;
  private final ScoreFindings scoreFindings;
  private final boolean eu;

  Candidacy(Facts facts, Scores scores, ScoreFindings scoreFindings) {
    this.facts = facts;
    this.scores = scores;
    this.scoreFindings = scoreFindings;
    this.eu = facts.patient.label().equals("eu-label");
  }

  /** The severity reason of a candidate. */
  String severity() {
    if (facts.unknown("observations")) {
      return "SCORES_UNKNOWN";
    }
    Map<String, BigDecimal> values = values();
    boolean young = eu && facts.younger(144);
    if ("soon".equals(scoreFindings.discordance(facts.today.minusDays(90)))) {
      return "SEVERITY_DISCORDANT";
    }
    if (young && reaches(values, "4", "21.01", "50.01", "40.01")) {
      return "SEVERITY_SEVERE";
    }
    if (!young && reaches(values, "3", "7.01", "25", "15")) {
      return "SEVERITY_MODERATE_PLUS";
    }
    if (facts.incomplete("observations")) {
      return "SCORES_UNKNOWN";
    }
    if (!values.isEmpty()) {
      boolean conflict =
          values.keySet().equals(Set.of("scorad"))
              && values.get("scorad").compareTo(BigDecimal.valueOf(40)) > 0;
      if (young) {
        return conflict ? "SEVERITY_BAND_CONFLICT" : "SEVERITY_BELOW_SEVERE";
      }
      return "SEVERITY_BELOW_MODERATE";
    }
    return without();
  }

  /** The newest valid value of each clinician score of the last 90 days. */
  private Map<String, BigDecimal> values() {
    Map<String, BigDecimal> values = new LinkedHashMap<>();
    for (String tool : Scores.CLINICIAN) {
      scores.lately(tool, 90).ifPresent(m -> values.put(tool, m.value()));
    }
    return values;
  }

  /** Whether there are values and none is moderate, whatever the label asks for. */
  boolean belowModerate() {
    String reason = severity();
    return reason.equals("SEVERITY_BELOW_MODERATE")
        || ((reason.equals("SEVERITY_BELOW_SEVERE") || reason.equals("SEVERITY_BAND_CONFLICT"))
            && !reaches(values(), "3", "7.01", "25", "15"));
  }

  /** At least the given grades; the decimals stand for "more than". */
  private static boolean reaches(
      Map<String, BigDecimal> values, String viga, String easi, String scorad, String objective) {
    Map<String, String> limits =
        Map.of("viga-ad", viga, "easi", easi, "scorad", scorad, "objective-scorad", objective);
    return values.entrySet().stream()
        .anyMatch(v -> v.getValue().compareTo(new BigDecimal(limits.get(v.getKey()))) >= 0);
  }

  /** Nothing valid in the 90 days: rejected, stale or missing. */
  private String without() {
    LocalDate from = facts.today.minusDays(90);
    List<Measure> all =
        Scores.CLINICIAN.stream().flatMap(tool -> scores.recorded(tool).stream()).toList();
    if (all.stream().anyMatch(m -> !m.date().isBefore(from))) {
      return "SEVERITY_INVALID";
    }
    return all.stream().anyMatch(Scores::inRange) ? "SEVERITY_STALE" : "SEVERITY_MISSING";
  }

  /** The topical reason of a candidate, the first that applies. */
  String topical() {
    List<Drug> trials =
        facts
            .all(Drug.class)
            .filter(d -> TOPICALS.contains(d.product().kind()) && USED.contains(d.status()))
            .filter(d -> d.start() != null && !d.start().isAfter(facts.today))
            .toList();
    LocalDate limit = facts.today.minusMonths(6);
    boolean failed = false;
    boolean stale = false;
    for (Drug trial : trials) {
      if ("inadequate".equals(trial.outcome()) && adequate(trial)) {
        boolean old = !end(trial).equals(facts.today) && end(trial).isBefore(limit);
        stale |= old;
        failed |= !old;
      }
    }
    if (failed) {
      return "TOPICAL_INADEQUATE";
    }
    if (facts.yes("topical.not-advisable")
        || trials.stream().anyMatch(t -> "not-advisable".equals(t.outcome()))
        || (untolerated(trials, Set.of(Kind.STEROID, Kind.LOW_STEROID, Kind.UNRANKED_STEROID))
            && untolerated(trials, Set.of(Kind.CALCINEURIN)))) {
      return "TOPICAL_NOT_ADVISABLE";
    }
    List<Drug> judged = trials.stream().filter(t -> t.outcome() != null).toList();
    LocalDate newest = judged.stream().map(this::end).max(Comparator.naturalOrder()).orElse(null);
    boolean controlled =
        !judged.isEmpty()
            && judged.stream()
                .filter(trial -> end(trial).equals(newest))
                .allMatch(trial -> trial.outcome().equals("adequate"));
    if (controlled) {
      return "TOPICAL_CONTROLLED";
    }
    return stale ? "TOPICAL_TRIAL_STALE" : "TOPICAL_HISTORY_MISSING";
  }

  private static boolean untolerated(List<Drug> trials, Set<Kind> kinds) {
    return trials.stream()
        .anyMatch(t -> kinds.contains(t.product().kind()) && "not-tolerated".equals(t.outcome()));
  }

  private LocalDate end(Drug trial) {
    return trial.end() == null || trial.end().isAfter(facts.today) ? facts.today : trial.end();
  }

  /** Steroid of medium or higher potency 28 days, calcineurin inhibitor 42; under 2 years any. */
  private boolean adequate(Drug trial) {
    long days = ChronoUnit.DAYS.between(trial.start(), end(trial));
    return switch (trial.product().kind()) {
      case STEROID -> days >= 28;
      case LOW_STEROID -> facts.younger(24) && days >= 28;
      case CALCINEURIN -> days >= 42;
      default -> false;
    };
  }
}
