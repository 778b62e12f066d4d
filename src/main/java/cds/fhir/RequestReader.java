package cds.fhir;

import cds.chart.Medication;
import cds.chart.Medication.Origin;
import cds.chart.PartialDate;
import cds.chart.Unused.Reason;
import cds.fhir.MedicationBuilder.Drug;
import cds.fhir.MedicationBuilder.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

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
    Function<String, Element> conditions,
    boolean drafts)
    implements EntryReader<Medication> {

  private static final Set<String> ORDERS =
      Set.of("order", "original-order", "reflex-order", "filler-order", "instance-order");

  /** A draft with one of these statuses ends a treatment. */
  private static final Set<String> ENDED = Set.of("stopped", "cancelled");

  @Override
  public Read<Medication> read(Element resource, String reference) {
    String status = resource.get("status").textOrEmpty();
    if (status.isEmpty() && !drafts) {
      throw new Unreadable();
    }
    if (status.equals(Statuses.ENTERED_IN_ERROR)) {
      return Read.refused(Reason.ENTERED_IN_ERROR);
    }
    if (ENDED.contains(status) && drafts) {
      return Read.nothing();
    }
    if (resource.get("doNotPerform").isTrue() || !(drafts || isOrder(resource))) {
      return Read.nothing();
    }
    PartialDate authored = dates.date(resource.get("authoredOn"));
    List<Element> instructions = resource.all("dosageInstruction");
    if (!drafts && dates.isAfter(authored)) {
      return Read.refused(Reason.AFTER_EVALUATION);
    }
    return builder.build(
        reference,
        drafts ? Origin.DRAFT_ORDER : Origin.REQUEST,
        status,
        new Drug(
            resource.get("medication"),
            resource.all("contained"),
            MedicationBuilder.routes(instructions),
            List.of(resource.get("statusReason")),
            reasons(resource)),
        new Times(authored, dosages.start(instructions), dosages.end(instructions)),
        dosages.steps(instructions));
  }

  /**
   * The reasons, those told by reference too: a Condition that is not found is one not recognised.
   */
  private List<Element> reasons(Element resource) {
    List<Element> reasons = new ArrayList<>(resource.all("reasonCode"));
    for (Element reference : resource.all("reasonReference")) {
      reasons.add(conditions.apply(reference.get("reference").textOrEmpty()));
    }
    return reasons;
  }

  private static boolean isOrder(Element resource) {
    return !resource.has("intent") || ORDERS.contains(resource.get("intent").textOrEmpty());
  }
}
