package cds.fhir;

import cds.chart.Medication;
import cds.chart.Medication.Origin;
import cds.chart.Unused.Reason;
import java.util.List;

/**
 * Reads draft ServiceRequests: some EHRs order an immunization as a service. What is no drug or
 * vaccine of ours is passed over, also when it carries words only.
 */
record ServiceRequestReader(MedicationBuilder builder, Dates dates)
    implements EntryReader<Medication> {

  @Override
  public Read<Medication> read(Element resource, String reference) {
    String status = resource.get("status").textOrEmpty();
    if (status.equals(Statuses.ENTERED_IN_ERROR)) {
      return Read.refused(Reason.ENTERED_IN_ERROR);
    }
    if (resource.get("doNotPerform").isTrue()) {
      return Read.nothing();
    }
    Read<Medication> read =
        builder.build(
            reference,
            Origin.DRAFT_ORDER,
            status,
            new MedicationBuilder.Drug(
                resource.get("code"),
                resource.all("contained"),
                List.of(),
                List.of(),
                resource.all("reasonCode")),
            new MedicationBuilder.Times(dates.date(resource.get("authoredOn")), null, null),
            List.of());
    return read.facts().stream().anyMatch(Medication::coded) ? read : Read.nothing();
  }
}
