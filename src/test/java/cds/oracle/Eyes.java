package cds.oracle;

import cds.oracle.Codes.Meaning;
import cds.oracle.Products.Kind;
import cds.oracle.RandomPatient.Drug;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** Section 5: one grade of eye disease, and zoster of the eye from section 6. */
final class Eyes {

  private static final List<String> SYMPTOMS =
      List.of("eye.redness", "eye.itch", "eye.discharge", "eye.grittiness", "eye.tearing");
  private static final Meaning[] SURFACE = {
    Meaning.CONJUNCTIVITIS,
    Meaning.BLEPHARITIS,
    Meaning.BLEPHAROCONJUNCTIVITIS,
    Meaning.KERATOCONJUNCTIVITIS
  };
  static final Meaning[] HISTORY = {
    Meaning.CONJUNCTIVITIS,
    Meaning.BLEPHARITIS,
    Meaning.BLEPHAROCONJUNCTIVITIS,
    Meaning.KERATOCONJUNCTIVITIS,
    Meaning.KERATITIS,
    Meaning.HERPES_KERATITIS,
    Meaning.KERATOCONUS,
    Meaning.DRY_EYE
  };

  private final Facts facts;

  Eyes(Facts facts) {
    this.facts = facts;
  }

  void add(Findings findings, String shown) {
    boolean zoster = facts.has(Meaning.ZOSTER) || facts.symptom("skin.shingles-rash");
    boolean ocular =
        facts.has(Meaning.ZOSTER_EYE) || (zoster && (vesicles() || redFlag() || problem()));
    if (ocular) {
      findings.add("ZOSTER_OPHTHALMIC", "emergency", shown);
    } else if (zoster) {
      findings.add("HERPES_ZOSTER", "urgent", shown);
    }
    if (redFlag() || (vesicles() && !ocular)) {
      findings.add("OCULAR_RED_FLAG", "emergency", shown);
    } else if (facts.onTreatment && !ocular) {
      grade(findings);
    }
    if (facts.onTreatment && steroidDays() > 42) {
      findings.add("OCULAR_STEROID_LONG", "soon", "MRO");
    }
    if (facts.onTreatment && facts.first != null && findings.hasPrefix("OCULAR_") && earlier()) {
      findings.add("OCULAR_RISK", "info", "MRO");
    }
  }

  private boolean vesicles() {
    return facts.symptom("eye.lid-or-nose-vesicles");
  }

  /** A red flag other than vesicles. */
  private boolean redFlag() {
    return facts.symptom("eye.pain")
        || facts.symptom("eye.light-sensitivity")
        || facts.symptom("eye.vision-change")
        || (facts.symptom("eye.contact-lens") && facts.symptom("eye.redness"))
        || facts.has(Meaning.HERPES_EYE, Meaning.HERPES_KERATITIS)
        || (facts.onTreatment ? facts.hasNew(Meaning.CORNEA) : cornea());
  }

  /** Not on treatment, "new" is read as of the last 14 days. */
  private boolean cornea() {
    LocalDate from = facts.today.minusDays(14);
    if (facts.hasNew(Meaning.CORNEA)) {
      return true;
    }
    return facts.diseases(facts::active, Meaning.CORNEA).stream()
        .map(Onset::began)
        .anyMatch(began -> began != null && !began.isBefore(from));
  }

  private long symptoms() {
    return SYMPTOMS.stream().filter(facts::symptom).count();
  }

  /** A symptom, or a new surface disease. */
  private boolean problem() {
    return symptoms() > 0 || (facts.onTreatment && facts.hasNew(SURFACE));
  }

  /** The first grade that applies below the red flag. */
  private void grade(Findings findings) {
    if (facts.hasNew(Meaning.KERATITIS)) {
      findings.add("OCULAR_SEVERE_REFRACTORY", "urgent", "MRO");
    } else if (problem() && facts.younger(84)) {
      findings.add("OCULAR_CHILD_UNDER_7", "urgent", "MRO");
    } else if ((problem() && long14()) || symptoms() >= 3 || steroidDays() > 14) {
      findings.add("OCULAR_PERSISTENT", "soon", "MRO");
    } else if (problem()) {
      findings.add("OCULAR_MILD", "routine", "MRO");
    }
  }

  /** Onset as answered, else of the newest new disease, at least 14 days ago. */
  private boolean long14() {
    LocalDate onset = facts.date("eye.onset", 14);
    if (onset == null) {
      onset =
          facts.diseases(facts::isNew, SURFACE).stream()
              .map(Onset::began)
              .max(Comparator.naturalOrder())
              .orElse(null);
    }
    return onset != null && !onset.isAfter(facts.today.minusDays(14));
  }

  /** Days of the longest running ophthalmic steroid. */
  private long steroidDays() {
    return facts
        .all(Drug.class)
        .filter(drug -> drug.product().kind() == Kind.EYE_STEROID && facts.runs(drug))
        .mapToLong(drug -> ChronoUnit.DAYS.between(drug.start(), facts.today))
        .max()
        .orElse(0);
  }

  /** An eye disease that began before the first dose. */
  private boolean earlier() {
    return !facts
        .diseases(
            d -> facts.holds(d) && (Onset.began(d) == null || Onset.began(d).isBefore(facts.first)),
            HISTORY)
        .isEmpty();
  }

  /** Whether an eye history is on record for a starter. */
  boolean history() {
    return !facts.diseases(facts::holds, HISTORY).isEmpty()
        || !facts.diseases(facts::holds, Meaning.CORNEA).isEmpty();
  }

  /** Whether any eye disease is on record, one of the history or another. */
  boolean any() {
    return history()
        || !facts.diseases(facts::holds, Meaning.HERPES_EYE, Meaning.ZOSTER_EYE).isEmpty();
  }
}
