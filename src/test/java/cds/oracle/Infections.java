package cds.oracle;

import cds.oracle.Codes.Meaning;
import cds.oracle.Products.Kind;
import cds.oracle.RandomPatient.Disease;
import cds.oracle.RandomPatient.Draft;
import cds.oracle.RandomPatient.Drug;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Section 6: infections and vaccines. */
final class Infections {

  private static final Set<String> LIVE = Set.of("03", "21", "94");

  private final Facts facts;

  Infections(Facts facts) {
    this.facts = facts;
  }

  void add(Findings findings, String shown) {
    if (herpeticum()) {
      findings.add("ECZEMA_HERPETICUM", "emergency", shown);
    } else if (facts.has(Meaning.HERPES_SIMPLEX)) {
      findings.add("HERPES_SIMPLEX", "routine", shown);
    }
    if (bacterial()) {
      findings.add("SKIN_INFECTION_BACTERIAL", feverish() ? "urgent" : "soon", shown);
    }
    if (facts.has(Meaning.HIV)) {
      findings.add("HIV_REVIEW", "soon", shown);
    }
    helminths(findings);
    if (facts.onTreatment) {
      vaccine(findings);
      if (facts.yes("vaccine.live-planned")) {
        findings.add("VACCINE_LIVE_ON_TREATMENT", "soon", "MRO");
      }
    }
  }

  /** A live vaccine is being ordered. */
  void vaccine(Findings findings) {
    if (liveDrafted()) {
      findings.add("VACCINE_LIVE_ON_TREATMENT", "soon", "O");
    }
  }

  /** Active or suspected eczema herpeticum, or punched-out erosions. */
  boolean herpeticum() {
    return facts.has(Meaning.ECZEMA_HERPETICUM) || facts.symptom("skin.punched-out-erosions");
  }

  /** Crusts, pustules or a bacterial infection of the skin. */
  boolean bacterial() {
    return facts.has(Meaning.SKIN_INFECTION)
        || facts.symptom("skin.honey-crusts")
        || facts.symptom("skin.pustules");
  }

  boolean feverish() {
    return facts.symptom("general.fever");
  }

  private void helminths(Findings findings) {
    List<Disease> worms = facts.diseases(facts::active, Meaning.HELMINTH, Meaning.STRONGYLOIDES);
    for (Disease worm : worms) {
      boolean strongyloides = worm.code().meaning() == Meaning.STRONGYLOIDES;
      if (facts.before() && !treated(worm)) {
        findings.add("HELMINTH_TREAT_FIRST", strongyloides ? "urgent" : "soon", "ESO");
      }
      if (facts.onTreatment) {
        boolean urgent = strongyloides || treated(worm);
        findings.add("HELMINTH_ON_TREATMENT", urgent ? "urgent" : "soon", "MRO");
      }
      if (strongyloides && !treated(worm)) {
        findings.add("STEROID_STRONGYLOIDES_RISK", "urgent", "ESOMR");
      }
    }
  }

  /** Whether some active helminth infection is untreated. */
  boolean untreatedHelminth() {
    return facts.diseases(facts::active, Meaning.HELMINTH, Meaning.STRONGYLOIDES).stream()
        .anyMatch(worm -> !treated(worm));
  }

  /** Whether some active helminth infection persists after an anthelmintic. */
  boolean refractoryHelminth() {
    return facts.diseases(facts::active, Meaning.HELMINTH, Meaning.STRONGYLOIDES).stream()
        .anyMatch(this::treated);
  }

  /** An anthelmintic active or completed, begun since the infection, or in the last 90 days. */
  private boolean treated(Disease worm) {
    LocalDate began = Onset.atLatest(worm);
    LocalDate since = began != null ? began : facts.today.minusDays(90);
    return facts
        .all(Drug.class)
        .filter(drug -> drug.product().kind() == Kind.ANTHELMINTIC)
        .filter(drug -> Set.of("active", "completed").contains(drug.status()))
        .anyMatch(drug -> !drug.start().isBefore(since) && !drug.start().isAfter(facts.today));
  }

  private boolean liveDrafted() {
    return facts
        .patient
        .all(Draft.class)
        .anyMatch(d -> d.code().system().equals(Codes.CVX) && LIVE.contains(d.code().code()));
  }
}
