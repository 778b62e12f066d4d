package cds.fhir;

import cds.chart.Medication;
import cds.chart.Medication.Dosage;
import cds.chart.Medication.Origin;
import cds.chart.PartialDate;
import cds.chart.Unused.Reason;
import cds.fhir.MedicationBuilder.Drug;
import cds.fhir.MedicationBuilder.Times;
import java.util.List;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Period;

/** Reads MedicationAdministrations that took place. One that was not done is passed over. */
record AdministrationReader(MedicationBuilder builder, DosageReader dosages, Dates dates)
    implements EntryReader<MedicationAdministration, Medication> {

  @Override
  public Read<Medication> read(MedicationAdministration resource, String reference) {
    if (!resource.hasStatus()) {
      throw new Unreadable();
    }
    return switch (resource.getStatus()) {
      case COMPLETED, INPROGRESS -> given(resource, reference);
      case ENTEREDINERROR -> Read.refused(Reason.ENTERED_IN_ERROR);
      case NOTDONE -> Read.nothing();
      default -> Read.refused(Reason.NOT_FINAL);
    };
  }

  private Read<Medication> given(MedicationAdministration resource, String reference) {
    PartialDate start = dates.date(resource.getEffective());
    if (dates.isAfter(start)) {
      return Read.refused(Reason.AFTER_EVALUATION);
    }
    PartialDate end =
        resource.getEffective() instanceof Period period
            ? dates.date(period.getEndElement())
            : start;
    List<Dosage> dosage =
        resource.hasDosage()
            ? List.of(
                new Dosage(
                    dosages.milligrams(resource.getDosage().getDose()),
                    resource.getDosage().hasDose(),
                    1,
                    null,
                    true,
                    null))
            : List.of();
    return builder.build(
        reference,
        Origin.ADMINISTRATION,
        resource.getStatus().toCode(),
        new Drug(
            resource.getMedication(),
            resource.getContained(),
            List.of(resource.getDosage().getRoute()),
            resource.getStatusReason(),
            resource.getReasonCode()),
        new Times(null, start, end),
        dosage);
  }
}
