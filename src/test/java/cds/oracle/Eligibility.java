package cds.oracle;

import cds.oracle.Codes.Meaning;
import cds.oracle.RandomPatient.Allergy;
import java.util.Set;
import java.util.TreeSet;

/** Section 2: the verdict of a label with its reasons. */
final class Eligibility {

  /** A verdict and the reasons that decide it. */
  record Verdict(String code, Set<String> reasons) {
    boolean eligible() {
      return code.equals("ELIGIBLE");
    }
  }

  private final Facts facts;
  private final Scores scores;
  private final Candidacy candidacy;
  private final Infections infections;
  private final boolean masked;
  private final boolean eu;

  /** What was found: reasons that bar, that leave open, and that are met. */
  private final Set<String> barred = new TreeSet<>();

  private final Set<String> open = new TreeSet<>();
  private final Set<String> met = new TreeSet<>();

  /**
   * Takes the facts.
   *
   * @param masked whether CTCL_SUSPECTED fires
   */
  Eligibility(
      Facts facts, Scores scores, Candidacy candidacy, Infections infections, boolean masked) {
    this.facts = facts;
    this.scores = scores;
    this.candidacy = candidacy;
    this.infections = infections;
    this.masked = masked;
    this.eu = facts.patient.label().equals("eu-label");
  }

  /** Any N: not eligible; else any I: insufficient; else eligible. */
  Verdict verdict() {
    age();
    diagnosis();
    contraindication();
    if (facts.onTreatment) {
      open.remove("AGE_UNKNOWN");
      met.clear();
      met.add("ON_TREATMENT");
      met.add(response());
    } else {
      if (facts.treatmentUnknown) {
        open.add("TREATMENT_UNKNOWN");
      }
      String severity = candidacy.severity();
      if (!eu || facts.months != null || severity.equals("SEVERITY_DISCORDANT")) {
        put(severity);
      }
      put(candidacy.topical());
      if (!facts.treatmentUnknown && infections.untreatedHelminth()) {
        barred.add("DEFERRED_HELMINTH_UNTREATED");
      }
    }
    if (!barred.isEmpty()) {
      return new Verdict("NOT_ELIGIBLE", barred);
    }
    return open.isEmpty() ? new Verdict("ELIGIBLE", met) : new Verdict("INSUFFICIENT_DATA", open);
  }

  private void put(String reason) {
    if (reason.equals("SEVERITY_BELOW_MODERATE") || reason.equals("SEVERITY_BELOW_SEVERE")) {
      if (!facts.treatmentUnknown) {
        barred.add(reason);
      }
    } else if (Set.of(
            "SEVERITY_MODERATE_PLUS",
            "SEVERITY_SEVERE",
            "TOPICAL_INADEQUATE",
            "TOPICAL_NOT_ADVISABLE")
        .contains(reason)) {
      met.add(reason);
    } else {
      open.add(reason);
    }
  }

  /** From 6 months on; unknown when the birth date does not tell the months. */
  private void age() {
    if (facts.months == null) {
      open.add("AGE_UNKNOWN");
    } else if (facts.months < 6) {
      barred.add("AGE_BELOW_6_MONTHS");
    } else {
      met.add("AGE_OK");
    }
  }

  /** An active, confirmed dermatitis; doubt by lymphoma or by a verification that only suspects. */
  private void diagnosis() {
    boolean recorded = facts.has(Meaning.ATOPIC_DERMATITIS);
    boolean confirmed = confirmed();
    boolean doubt = doubt();
    boolean worms = infections.untreatedHelminth();
    boolean decided = (facts.onTreatment && (confirmed || doubt)) || (confirmed && worms);
    if (facts.unknown("conditions") || (facts.incomplete("conditions") && !decided)) {
      open.add("CONDITIONS_UNKNOWN");
    } else if (!recorded) {
      open.add("AD_NOT_RECORDED");
    }
    if (doubt) {
      open.add("DIAGNOSIS_IN_DOUBT");
    } else if (confirmed) {
      met.add("AD_CONFIRMED");
    }
  }

  /** An active dermatitis whose verification does not merely suspect it. */
  boolean confirmed() {
    return facts.diseases(facts::active, Meaning.ATOPIC_DERMATITIS).stream()
        .anyMatch(disease -> !Facts.doubtful(disease));
  }

  /** Lymphoma suspected or active, or only a suspected dermatitis. */
  boolean doubt() {
    return masked
        || facts.has(Meaning.CTCL)
        || (facts.has(Meaning.ATOPIC_DERMATITIS) && !confirmed());
  }

  private void contraindication() {
    if (allergic()) {
      barred.add("CONTRAINDICATED_HYPERSENSITIVITY");
    } else if (facts.unknown("allergies") || facts.incomplete("allergies")) {
      open.add("ALLERGIES_UNKNOWN");
    }
  }

  /** An active allergy to dupilumab that was not refuted. */
  boolean allergic() {
    return facts
        .all(Allergy.class)
        .filter(allergy -> "active".equals(allergy.clinical()))
        .anyMatch(
            a -> !Set.of("refuted", "entered-in-error").contains(String.valueOf(a.verification())));
  }

  /** The response reason of a treated patient. */
  private String response() {
    Change easi = new Change(scores, "easi");
    Change scorad = new Change(scores, "scorad");
    boolean early =
        facts.first == null
            || scores
                .newest(easi.comparable() ? "easi" : "scorad", facts.first, facts.today)
                .filter(m -> m.date().isBefore(facts.first.plusDays(154)))
                .isPresent();
    Change lead = easi.comparable() ? easi : scorad;
    int low = easi.comparable() ? 7 : 24;
    if (lead.comparable() && (lead.fell(early ? 50 : 75) || lead.atMost(low))) {
      return "RESPONDING";
    }
    if (!lead.comparable()) {
      return "RESPONSE_UNKNOWN";
    }
    if (lead.fell(25)
        || Scores.ITCH.stream().anyMatch(tool -> new Change(scores, tool).by(3))
        || new Change(scores, "dlqi").by(4)
        || new Change(scores, "poem").by(4)
        || new Change(scores, "cdlqi").by(6)
        || new Change(scores, "idqol").by(6)) {
      return "PARTIAL_RESPONSE";
    }
    return "NO_RESPONSE";
  }
}
