package cds.oracle;

import cds.oracle.Codes.Meaning;
import cds.oracle.Products.Kind;
import cds.oracle.RandomPatient.Drug;
import cds.oracle.RandomPatient.Measure;
import cds.oracle.RandomPatient.Sign;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Section 7: blood, joints, skin, other drugs, asthma, pregnancy; reactions of section 3. */
final class Body {

  private static final List<String> ORGANS =
      List.of(
          "general.breathlessness",
          "general.foot-drop-or-numbness",
          "general.purpura",
          "general.chest-pain",
          "general.abdominal-pain",
          "general.palpitations");

  private final Facts facts;
  private final Scores scores;

  Body(Facts facts, Scores scores) {
    this.facts = facts;
    this.scores = scores;
  }

  void add(Findings findings, String shown) {
    eosinophils(findings, shown);
    if (facts.onTreatment) {
      joints(findings);
      skin(findings);
      reactions(findings);
      asthma(findings);
    }
    if (facts.has(Meaning.CONTACT_DERMATITIS)) {
      findings.add("CONTACT_ALLERGY_DIFFERENTIAL", "info", shown);
    }
    if ((facts.starter || facts.during()) && pregnant()) {
      findings.add("PREGNANCY_REVIEW", "soon", shown);
    }
  }

  /** The newest count of the last 90 days in cells per microlitre, or null. */
  private BigDecimal count() {
    return facts
        .all(Measure.class)
        .filter(m -> m.what().equals("eosinophils") && !m.date().isAfter(facts.today))
        .filter(m -> !m.date().isBefore(facts.today.minusDays(90)))
        .filter(m -> cells(m).compareTo(BigDecimal.TEN) >= 0)
        .max(Comparator.comparing(Measure::date).thenComparing(Measure::minute))
        .map(Body::cells)
        .orElse(null);
  }

  private static BigDecimal cells(Measure m) {
    boolean thousands = Set.of("10*3/uL", "10*9/L", "K/uL").contains(m.unit());
    return thousands ? m.value().movePointRight(3) : m.value();
  }

  /** Whether a count of 1,000 or more stands beside a symptom of an organ. */
  boolean organ() {
    BigDecimal count = count();
    return count != null && count.intValue() >= 1000 && facts.anySymptom(ORGANS);
  }

  private void eosinophils(Findings findings, String shown) {
    BigDecimal count = count();
    if (organ()) {
      findings.add("EOSINOPHILIA_ORGAN", "emergency", shown);
      return;
    }
    if (count == null) {
      return;
    }
    int cells = count.intValue();
    if (facts.onTreatment && cells >= 5000) {
      findings.add("EOSINOPHILIA_5000", "urgent", "MRO");
    } else if (facts.onTreatment && cells >= 1500) {
      findings.add("EOSINOPHILIA_1500", "soon", "MRO");
    }
    boolean exposed =
        facts.yes("exposure.helminth-risk") || facts.has(Meaning.HELMINTH, Meaning.STRONGYLOIDES);
    if (facts.before() && (cells >= 1500 || (cells >= 500 && exposed))) {
      findings.add("EOSINOPHILIA_BASELINE", "soon", "ESO");
    }
  }

  /** Pain with swelling or half an hour of stiffness, or a new disease of entheses or joints. */
  private void joints(Findings findings) {
    boolean pain = facts.symptom("joint.pain") || facts.symptom("joint.heel-pain");
    boolean swelling = facts.symptom("joint.swelling") || facts.hasNew(Meaning.JOINT_SWELLING);
    boolean stiff = facts.minutes("joint.morning-stiffness-minutes") >= 30;
    boolean lasting =
        facts.diseases(facts::active, Meaning.SYMPTOM).stream()
            .filter(disease -> disease.code().symptom().startsWith("joint."))
            .map(Onset::began)
            .anyMatch(began -> began != null && began.isBefore(facts.today.minusDays(14)));
    boolean answered = facts.yesSince("joint.pain", 15) || facts.yesSince("joint.heel-pain", 15);
    if ((pain && (swelling || stiff || answered))
        || lasting
        || facts.hasNew(Meaning.ENTHESOPATHY, Meaning.JOINT_SWELLING)) {
      findings.add("MSK_ENTHESITIS", "soon", "MRO");
    }
  }

  private void skin(Findings findings) {
    if (facts.yes("skin.face-neck-redness")) {
      findings.add("FACIAL_REDNESS", "routine", "MRO");
    }
    if (facts.hasNew(Meaning.PSORIASIS, Meaning.PSORIATIC_ARTHRITIS)) {
      findings.add("PSORIASIS_NEW", "soon", "MRO");
    }
    if (masked()) {
      findings.add("CTCL_SUSPECTED", "urgent", "MRO");
    }
  }

  /** New plaques, erythroderma or lymph nodes, or worse again after a response. */
  boolean masked() {
    return facts.onTreatment
        && (facts.yes("skin.new-plaques")
            || facts.hasNew(Meaning.ERYTHRODERMA, Meaning.LYMPHADENOPATHY)
            || relapsed());
  }

  private boolean relapsed() {
    BigDecimal baseline = scores.baseline("easi").orElse(null);
    BigDecimal now = scores.response("easi").orElse(null);
    if (baseline == null || now == null || baseline.signum() == 0) {
      return false;
    }
    BigDecimal lowest =
        scores.values("easi").stream()
            .filter(m -> m.date().isAfter(facts.first))
            .map(Measure::value)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return now.compareTo(BigDecimal.valueOf(7)) > 0
        && now.compareTo(lowest.multiply(new BigDecimal("1.25"))) > 0
        && lowest.compareTo(baseline.multiply(new BigDecimal("0.5"))) <= 0;
  }

  private void reactions(Findings findings) {
    if (facts.hasNew(Meaning.REACTION_EMERGENCY)) {
      findings.add("HYPERSENSITIVITY_REACTION", "emergency", "MRO");
    } else if (facts.hasNew(Meaning.REACTION_URGENT)) {
      findings.add("HYPERSENSITIVITY_REACTION", "urgent", "MRO");
    }
  }

  /** JAK inhibitors, other biologics and immunosuppressants that are taken now. */
  void combinations(Findings findings, boolean starting, String shown) {
    if (!starting && !facts.onTreatment) {
      return;
    }
    if (takes(Kind.JAK)) {
      findings.add("COMBINATION_JAK_BIOLOGIC", "urgent", shown);
    } else if (takes(Kind.TOPICAL_JAK) || takes(Kind.BIOLOGIC)) {
      findings.add("COMBINATION_JAK_BIOLOGIC", "soon", shown);
    }
    if (takes(Kind.IMMUNOSUPPRESSANT)) {
      findings.add("IMMUNOSUPPRESSANT_OVERLAP", "routine", shown);
    }
  }

  /** The same for what is being ordered. */
  void drafted(Findings findings, boolean ordered) {
    if (!ordered && !facts.onTreatment) {
      return;
    }
    facts
        .patient
        .all(RandomPatient.Draft.class)
        .filter(draft -> draft.product() != null)
        .map(draft -> draft.product().kind())
        .filter(kind -> kind == Kind.JAK || kind == Kind.BIOLOGIC)
        .forEach(
            kind ->
                findings.add(
                    "COMBINATION_JAK_BIOLOGIC", kind == Kind.JAK ? "urgent" : "soon", "O"));
  }

  private boolean takes(Kind kind) {
    return facts
        .all(Drug.class)
        .anyMatch(drug -> drug.product().kind() == kind && facts.runs(drug));
  }

  /** Active asthma and an inhaled steroid that ended since the first dose, or the answer. */
  private void asthma(Findings findings) {
    boolean ended =
        facts.first != null
            && !facts.incomplete("medications")
            && !facts.unknown("medications")
            && !takes(Kind.INHALED_STEROID)
            && facts
                .all(Drug.class)
                .filter(drug -> drug.product().kind() == Kind.INHALED_STEROID)
                .filter(drug -> drug.end() != null && !drug.end().isAfter(facts.today))
                .anyMatch(drug -> !drug.end().isBefore(facts.first));
    boolean asthma = facts.has(Meaning.ASTHMA);
    boolean possible = asthma || facts.unknown("conditions") || facts.incomplete("conditions");
    if ((asthma && ended) || (possible && facts.yes("asthma.controller-stopped"))) {
      findings.add("ASTHMA_CONTROLLER_STOPPED", "urgent", "MRO");
    }
  }

  private boolean pregnant() {
    return facts.has(Meaning.PREGNANCY)
        || facts.yes("pregnancy.current-or-planned")
        || facts
            .all(Sign.class)
            .filter(sign -> sign.system().equals(Codes.LOINC) && "77386006".equals(sign.value()))
            .anyMatch(
                sign ->
                    !sign.date().isBefore(facts.today.minusDays(280))
                        && !sign.date().isAfter(facts.today));
  }
}
