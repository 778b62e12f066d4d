package cds.oracle;

import cds.oracle.Codes.Meaning;
import cds.oracle.RandomPatient.Draft;
import cds.oracle.RandomPatient.Drug;
import cds.oracle.RandomPatient.Measure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Section 3: rows of the label, weights, devices, regimens and late doses. */
final class Doses {

  private final Facts facts;
  private final Scores scores;
  private final Growth growth;

  Doses(Facts facts, Scores scores) {
    this.facts = facts;
    this.scores = scores;
    this.growth = new Growth(facts);
  }

  void add(Findings findings, boolean eligible, boolean otherOrder, boolean otherOnRecord) {
    boolean other = otherOrder || otherOnRecord;
    if (!otherOrder) {
      weight(findings, eligible);
    }
    if (!other) {
      asthma(findings);
    }
    if (!otherOrder) {
      drafts(findings);
    }
    if (!other && facts.onTreatment) {
      regimen(findings);
    }
    if (growth.implausible(newestWeight())) {
      findings.add("WEIGHT_IMPLAUSIBLE_FOR_AGE", "soon", "EMSOR");
    }
    new Supply(facts, dupilumabDrafts()).add(findings, otherOrder, other);
  }

  // Weight and row.

  /** The newest weight whose unit is known, in kg. */
  private Optional<Measure> newestWeight() {
    return facts
        .all(Measure.class)
        .filter(m -> m.what().equals("weight") && kilograms(m) != null)
        .max(Comparator.comparing(Measure::date).thenComparing(Measure::minute))
        .map(
            m ->
                new Measure(
                    m.id(), "", kilograms(m), "kg", m.date(), m.minute(), "final", m.parts()));
  }

  private static BigDecimal kilograms(Measure m) {
    return switch (m.unit()) {
      case "kg" -> m.value();
      case "g" -> m.value().movePointLeft(3);
      case "[lb_av]" -> m.value().multiply(new BigDecimal("0.45359237"));
      default -> null;
    };
  }

  /** Not older than 90 days under 6 years, else 180 days. */
  BigDecimal usableWeight() {
    int days = facts.younger(72) ? 90 : 180;
    LocalDate from = facts.today.minusDays(days);
    return newestWeight().filter(m -> !m.date().isBefore(from)).map(Measure::value).orElse(null);
  }

  /** The row of the label for age and weight, or null. */
  LabelRow row() {
    return facts.months == null ? null : rowAt(facts.months);
  }

  private LabelRow rowAt(int months) {
    return rows()
        .filter(row -> row.ofAge(months) && row.ofWeight(usableWeight()))
        .findFirst()
        .orElse(null);
  }

  private Stream<LabelRow> rows() {
    return LabelRow.ALL.stream().filter(row -> row.label().equals(facts.patient.label()));
  }

  private void weight(Findings findings, boolean eligible) {
    if (eligible && facts.younger(216) && usableWeight() == null) {
      findings.add("DOSE_WEIGHT_MISSING", "soon", "EMSOR");
    } else if (eligible && facts.younger(216) && row() == null) {
      findings.add("DOSE_NOT_IN_LABEL", "soon", "EMSOR");
    }
  }

  /** Whether a child's weight must be confirmed before it is used. */
  boolean doubtfulWeight() {
    return facts.younger(216) && growth.implausible(newestWeight());
  }

  // Regimen and drafts.

  /** What is on record: another weight's dose, a younger age's dose, or no dose of the label. */
  private void regimen(Findings findings) {
    Drug regimen = facts.regimen();
    if (regimen != null) {
      compare(findings, regimen.mg(), regimen.weeks(), "EMR", "MR");
    }
  }

  private void compare(Findings findings, int mg, int weeks, String crossed, String differs) {
    LabelRow row = row();
    if (row == null || row.allows(mg, weeks) || asthmaDose(mg, weeks)) {
      return;
    }
    LabelRow previous = rowAt(row.from() - 1);
    if (rows().anyMatch(other -> other.from() == row.from() && other.is(mg, weeks))) {
      findings.add("DOSE_WEIGHT_BAND_CROSSED", "soon", crossed);
    } else if (previous != null && previous.is(mg, weeks)) {
      findings.add("DOSE_AGE_BAND_CROSSED", "routine", crossed);
    } else {
      findings.add("DOSE_DIFFERS_FROM_LABEL", "soon", differs);
    }
  }

  /** An order of a treated patient is compared like a regimen. */
  private void drafts(Findings findings) {
    LabelRow row = row();
    for (Draft draft : dupilumabDrafts()) {
      if (facts.onTreatment
          && draft.mg() != null
          && row != null
          && !row.allows(draft.mg(), draft.weeks())) {
        compare(findings, draft.mg(), draft.weeks(), "O", "O");
      } else if (row != null && !fits(row, draft)) {
        findings.add("DOSE_DIFFERS_FROM_LABEL", "soon", "O");
      }
      if (loads(draft) && (facts.onTreatment || facts.younger(72))) {
        findings.add("DOSE_LOADING_NOT_IN_LABEL", "urgent", "O");
      }
    }
  }

  /** A single first dose that equals the maintenance is no loading. */
  private static boolean loads(Draft draft) {
    return draft.loading().stream().anyMatch(mg -> mg > draft.mg());
  }

  /** Whether amounts are those of the row, for a starter its loading too. */
  boolean fits(LabelRow row, Draft draft) {
    if (draft.mg() != null && asthmaDose(draft.mg(), draft.weeks())) {
      return true;
    }
    if (draft.mg() == null || !row.allows(draft.mg(), draft.weeks())) {
      return false;
    }
    return !facts.starter || row.loading().isEmpty() || draft.loading().equals(row.loading());
  }

  /** A loading dose that the label does not give to this patient. */
  boolean overloads(LabelRow row, Draft draft) {
    return draft.mg() != null && loads(draft) && (facts.onTreatment || row.loading().isEmpty());
  }

  /** Whether the product may be used at this age for this disease. */
  boolean suits(Products.Product product) {
    int age = facts.patient.label().equals("us-label") ? 24 : 144;
    return product.mg() != 100 && !(product.pen() && facts.younger(age));
  }

  List<Draft> dupilumabDrafts() {
    return facts
        .patient
        .all(Draft.class)
        .filter(d -> d.product() != null && d.product().kind() == Products.Kind.DUPILUMAB)
        .toList();
  }

  /** Whether the regimen on record is the row's maintenance, or cannot be compared. */
  boolean regimenFits() {
    Drug regimen = facts.regimen();
    LabelRow row = row();
    return regimen == null
        || row == null
        || row.allows(regimen.mg(), regimen.weeks())
        || asthmaDose(regimen.mg(), regimen.weeks());
  }

  /** Whether the regimen on record is known to be the row's maintenance. */
  boolean regimenIsLabel() {
    Drug regimen = facts.regimen();
    LabelRow row = row();
    return regimen != null && row != null && row.allows(regimen.mg(), regimen.weeks());
  }

  /** The other dose that the label names for asthma. */
  private boolean asthmaDose(int mg, int weeks) {
    return asthmaConflict() && mg == 300 && weeks == 2;
  }

  boolean asthmaConflict() {
    BigDecimal weight = usableWeight();
    return facts.has(Meaning.ASTHMA)
        && facts.reaches(144)
        && facts.younger(216)
        && weight != null
        && weight.compareTo(BigDecimal.valueOf(60)) < 0;
  }

  private void asthma(Findings findings) {
    if (asthmaConflict()) {
      findings.add("ASTHMA_DOSE_CONFLICT", "soon", "ESO");
    }
  }
}
