package cds.oracle;

import cds.oracle.Codes.Meaning;
import cds.oracle.RandomPatient.Measure;
import cds.oracle.RandomPatient.Shot;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** Sections 3 and 4: what to see to before the first dose, and overdue scores. */
final class Beginning {

  private final Facts facts;
  private final Scores scores;
  private final Eyes eyes;
  private final Eligibility eligibility;
  private final Candidacy candidacy;

  Beginning(Facts facts, Scores scores, Eyes eyes, Eligibility eligibility, Candidacy candidacy) {
    this.facts = facts;
    this.scores = scores;
    this.eyes = eyes;
    this.eligibility = eligibility;
    this.candidacy = candidacy;
  }

  /** So severe in an infant that others must look, whatever an order is for. */
  void refer(Findings findings) {
    if (infantReferral()) {
      findings.add("INFANT_SEVERE_AD_REFERRAL", "soon", "ES");
    }
  }

  /** Sections 3 and 4 for those who are to begin or to begin again. */
  void add(Findings findings, boolean eligible) {
    if (facts.months != null && facts.months < 6) {
      findings.add("AGE_RECHECK", "info", "ESO");
    }
    if (facts.stopped && eligible) {
      findings.add("RESTART_LOADING_UNSTATED", "soon", "ESO");
    }
    if (facts.starter && eligible) {
      if (eyes.history()) {
        findings.add("OCULAR_RISK", "info", "ES");
      } else if (!eyes.any() && !eyeAnswered()) {
        findings.add("OCULAR_BASELINE", "info", "ES");
      }
      if (!facts.yes("vaccine.reviewed")) {
        findings.add("VACCINE_REVIEW", "info", "ES");
      }
      if (facts.reaches(6) && facts.younger(16) && !vaccinated()) {
        findings.add("VACCINE_LIVE_PLANNING", "soon", "ESO");
      }
    }
    if (facts.starter || facts.stopped) {
      String severity = candidacy.severity();
      String topical = candidacy.topical();
      if (Set.of("SEVERITY_STALE", "SEVERITY_MISSING").contains(severity)) {
        findings.add("REASSESS_SEVERITY", "routine", "ES");
      }
      if (candidacy.belowModerate()) {
        findings.add("OPTIMISE_TOPICALS", "routine", "ES");
      }
      if (Set.of("TOPICAL_HISTORY_MISSING", "TOPICAL_TRIAL_STALE").contains(topical)) {
        findings.add("TOPICAL_HISTORY_NEEDED", "routine", "ES");
      }
    } else if (facts.onTreatment && overdue()) {
      findings.add("REASSESS_SEVERITY", "routine", "ESMR");
    }
  }

  /** The newest clinician score of a treated patient is older than 183 days. */
  private boolean overdue() {
    return !facts.incomplete("observations")
        && Scores.CLINICIAN.stream()
            .flatMap(tool -> scores.recorded(tool).stream())
            .map(Measure::date)
            .max(Comparator.naturalOrder())
            .filter(date -> date.isBefore(facts.today.minusDays(183)))
            .isPresent();
  }

  /** Confirmed and so severe under 6 months, or under 24 months with failure to thrive. */
  private boolean infantReferral() {
    boolean severe =
        scores.lately("viga-ad", 90).filter(m -> m.value().intValue() == 4).isPresent()
            || scores
                .lately("easi", 90)
                .filter(m -> m.value().compareTo(BigDecimal.valueOf(21)) > 0)
                .isPresent();
    return severe
        && ((eligibility.confirmed() && facts.younger(6))
            || (facts.younger(24) && facts.has(Meaning.FAILURE_TO_THRIVE)));
  }

  private boolean eyeAnswered() {
    return facts
        .all(RandomPatient.CheckIn.class)
        .filter(checkIn -> checkIn.status().equals("completed"))
        .anyMatch(c -> c.answers().keySet().stream().anyMatch(id -> id.startsWith("eye.")));
  }

  /** Measles and varicella vaccines both on record. */
  private boolean vaccinated() {
    Set<String> given = new TreeSet<>();
    facts
        .all(Shot.class)
        .filter(shot -> shot.status().equals("completed"))
        .forEach(shot -> given.add(shot.cvx()));
    return given.contains("94") || (given.contains("03") && given.contains("21"));
  }
}
