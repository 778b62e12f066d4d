package cds.fhir;

import cds.chart.Medication;
import cds.chart.Medication.Origin;
import cds.chart.Unused.Reason;
import java.util.List;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/**
 * Reads draft ServiceRequests: some EHRs order an immunization as a service. What is no drug or
 * vaccine of ours is passed over, also when it carries words only.
 */
record ServiceRequestReader(MedicationBuilder builder, Dates dates)
    implements EntryReader<ServiceRequest, Medication> {

  @Override
  public Read<Medication> read(ServiceRequest resource, String reference) {
    if (resource.getStatus() == ServiceRequestStatus.ENTEREDINERROR) {
      return Read.refused(Reason.ENTERED_IN_ERROR);
    }
    if (resource.getDoNotPerform()) {
      return Read.nothing();
    }
    Read<Medication> read =
        builder.build(
            reference,
            Origin.DRAFT_ORDER,
            resource.hasStatus() ? resource.getStatus().toCode() : "",
            new MedicationBuilder.Drug(
                resource.getCode(),
                resource.getContained(),
                List.of(),
                List.of(),
                resource.getReasonCode()),
            new MedicationBuilder.Times(dates.date(resource.getAuthoredOnElement()), null, null),
            List.of());
    return read.facts().stream().anyMatch(Medication::coded) ? read : Read.nothing();
  }
}
