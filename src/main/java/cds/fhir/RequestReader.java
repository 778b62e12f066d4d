package cds.fhir;

import cds.chart.Medication;
import cds.chart.Medication.Origin;
import cds.chart.PartialDate;
import cds.chart.Unused.Reason;
import cds.fhir.MedicationBuilder.Drug;
import cds.fhir.MedicationBuilder.Times;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Reference;

/**
 * Reads MedicationRequests: orders on record, or drafts of the context. A request not to give a
 * drug is passed over, and so is a proposal or plan on record: it is no order.
 *
 * @param conditions code of a Condition by reference; empty when it is not known
 * @param drafts whether these are drafts: they may lack much, their intent is the client's affair,
 *     and their date is not data
 */
record RequestReader(
    MedicationBuilder builder,
    DosageReader dosages,
    Dates dates,
    Function<String, CodeableConcept> conditions,
    boolean drafts)
    implements EntryReader<MedicationRequest, Medication> {

  private static final Set<MedicationRequestIntent> ORDERS =
      Set.of(
          MedicationRequestIntent.ORDER,
          MedicationRequestIntent.ORIGINALORDER,
          MedicationRequestIntent.REFLEXORDER,
          MedicationRequestIntent.FILLERORDER,
          MedicationRequestIntent.INSTANCEORDER);

  /** A draft with one of these statuses ends a treatment. */
  private static final Set<MedicationRequestStatus> ENDED =
      EnumSet.of(MedicationRequestStatus.STOPPED, MedicationRequestStatus.CANCELLED);

  @Override
  public Read<Medication> read(MedicationRequest resource, String reference) {
    if (!resource.hasStatus() && !drafts) {
      throw new Unreadable();
    }
    if (resource.getStatus() == MedicationRequestStatus.ENTEREDINERROR) {
      return Read.refused(Reason.ENTERED_IN_ERROR);
    }
    if (ENDED.contains(resource.getStatus()) && drafts) {
      return Read.nothing();
    }
    if (resource.getDoNotPerform() || !(drafts || isOrder(resource))) {
      return Read.nothing();
    }
    PartialDate authored = dates.date(resource.getAuthoredOnElement());
    if (!drafts && dates.isAfter(authored)) {
      return Read.refused(Reason.AFTER_EVALUATION);
    }
    return builder.build(
        reference,
        drafts ? Origin.DRAFT_ORDER : Origin.REQUEST,
        resource.hasStatus() ? resource.getStatus().toCode() : "",
        new Drug(
            resource.getMedication(),
            resource.getContained(),
            MedicationBuilder.routes(resource.getDosageInstruction()),
            List.of(resource.getStatusReason()),
            reasons(resource)),
        new Times(
            authored,
            dosages.start(resource.getDosageInstruction()),
            dosages.end(resource.getDosageInstruction())),
        dosages.steps(resource.getDosageInstruction()));
  }

  /**
   * The reasons, those told by reference too: a Condition that is not found is one not recognised.
   */
  private List<CodeableConcept> reasons(MedicationRequest resource) {
    List<CodeableConcept> reasons = new ArrayList<>(resource.getReasonCode());
    for (Reference reference : resource.getReasonReference()) {
      reasons.add(conditions.apply(reference.hasReference() ? reference.getReference() : ""));
    }
    return reasons;
  }

  private static boolean isOrder(MedicationRequest resource) {
    return !resource.hasIntent() || ORDERS.contains(resource.getIntent());
  }
}
