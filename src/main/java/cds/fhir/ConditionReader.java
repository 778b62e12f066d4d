package cds.fhir;

import cds.chart.Condition;
import cds.chart.PartialDate;
import cds.chart.Unused.Reason;
import java.util.Set;

/** Reads Conditions. A refuted one is passed over: it says that the patient does not have it. */
record ConditionReader(Codes codes, Dates dates) implements EntryReader<Condition> {

  /** Value set of the codes that mean "severe" as a degree of severity. */
  private static final String SEVERE = "condition-severe";

  private static final String TERMS = "http://terminology.hl7.org/CodeSystem/";
  private static final String CLINICAL = TERMS + "condition-clinical";
  private static final String VERIFICATION = TERMS + "condition-ver-status";

  private static final Set<String> ACTIVE = Set.of("active", "recurrence", "relapse");
  private static final Set<String> CLINICAL_CODES =
      Set.of("active", "recurrence", "relapse", "inactive", "remission", "resolved");
  private static final Set<String> SUSPECTED = Set.of("provisional", "differential", "unconfirmed");
  private static final Set<String> VERIFICATION_CODES =
      Set.of(
          "provisional",
          "differential",
          "unconfirmed",
          "confirmed",
          Statuses.REFUTED,
          Statuses.ENTERED_IN_ERROR);

  @Override
  public Read<Condition> read(Element resource, String reference) {
    String verification =
        Statuses.code(resource.get("verificationStatus"), VERIFICATION, VERIFICATION_CODES);
    String clinical = Statuses.code(resource.get("clinicalStatus"), CLINICAL, CLINICAL_CODES);
    if (Statuses.ENTERED_IN_ERROR.equals(verification)) {
      return Read.refused(Reason.ENTERED_IN_ERROR);
    }
    if (Statuses.REFUTED.equals(verification)) {
      return Read.nothing();
    }
    PartialDate onset = dates.date(resource.get("onset"));
    PartialDate recorded = dates.date(resource.get("recordedDate"));
    if (dates.isAfter(onset) || dates.isAfter(recorded)) {
      return Read.refused(Reason.AFTER_EVALUATION);
    }
    Condition condition =
        new Condition(
            reference,
            codes.holding(Codes.codings(resource.get("code"))),
            clinical == null ? !isAbated(resource) : ACTIVE.contains(clinical),
            verification != null && SUSPECTED.contains(verification),
            codes.holding(Codes.codings(resource.get("severity"))).contains(SEVERE),
            onset,
            Ages.completedYears(resource.get("onset")),
            recorded);
    return Read.of(condition, Codes.isTextOnly(resource.get("code")), Reason.TEXT_ONLY);
  }

  /** An end after the evaluation has not come yet. */
  private boolean isAbated(Element resource) {
    Element abatement = resource.get("abatement");
    return !abatement.isEmpty() && !dates.isAfter(dates.date(abatement));
  }
}
