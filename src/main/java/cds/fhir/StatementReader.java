package cds.fhir;

import cds.chart.Medication;
import cds.chart.Medication.Origin;
import cds.chart.PartialDate;
import cds.chart.Unused.Reason;
import cds.fhir.MedicationBuilder.Drug;
import cds.fhir.MedicationBuilder.Times;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Period;

/** Reads MedicationStatements. One that says "not taken" is passed over. */
record StatementReader(MedicationBuilder builder, DosageReader dosages, Dates dates)
    implements EntryReader<MedicationStatement, Medication> {

  @Override
  public Read<Medication> read(MedicationStatement resource, String reference) {
    if (!resource.hasStatus()) {
      throw new Unreadable();
    }
    if (resource.getStatus() == MedicationStatementStatus.ENTEREDINERROR) {
      return Read.refused(Reason.ENTERED_IN_ERROR);
    }
    if (resource.getStatus() == MedicationStatementStatus.NOTTAKEN) {
      return Read.nothing();
    }
    PartialDate asserted = dates.date(resource.getDateAssertedElement());
    PartialDate start = dates.date(resource.getEffective());
    if (dates.isAfter(asserted) || dates.isAfter(start)) {
      return Read.refused(Reason.AFTER_EVALUATION);
    }
    PartialDate end =
        resource.getEffective() instanceof Period period
            ? dates.date(period.getEndElement())
            : null;
    return builder.build(
        reference,
        Origin.STATEMENT,
        resource.getStatus().toCode(),
        new Drug(
            resource.getMedication(),
            resource.getContained(),
            MedicationBuilder.routes(resource.getDosage()),
            resource.getStatusReason(),
            resource.getReasonCode()),
        new Times(asserted, start, end),
        dosages.steps(resource.getDosage()));
  }
}
