package cds.fhir;

import cds.chart.Medication;
import cds.chart.Medication.Origin;
import cds.chart.PartialDate;
import cds.chart.Unused.Reason;
import cds.fhir.MedicationBuilder.Drug;
import cds.fhir.MedicationBuilder.Times;

/** Reads MedicationStatements. One that says "not taken" is passed over. */
record StatementReader(MedicationBuilder builder, DosageReader dosages, Dates dates)
    implements EntryReader<Medication> {

  @Override
  public Read<Medication> read(Element resource, String reference) {
    return switch (resource.get("status").textOrEmpty()) {
      case "" -> throw new Unreadable();
      case Statuses.ENTERED_IN_ERROR -> Read.refused(Reason.ENTERED_IN_ERROR);
      case "not-taken" -> Read.nothing();
      default -> taken(resource, reference);
    };
  }

  private Read<Medication> taken(Element resource, String reference) {
    Element effective = resource.get("effective");
    PartialDate asserted = dates.date(resource.get("dateAsserted"));
    PartialDate start = dates.date(effective);
    if (dates.isAfter(asserted) || dates.isAfter(start)) {
      return Read.refused(Reason.AFTER_EVALUATION);
    }
    PartialDate end = effective.is("Period") ? dates.date(effective.get("end")) : null;
    return builder.build(
        reference,
        Origin.STATEMENT,
        resource.get("status").textOrEmpty(),
        new Drug(
            resource.get("medication"),
            resource.all("contained"),
            MedicationBuilder.routes(resource.all("dosage")),
            resource.all("statusReason"),
            resource.all("reasonCode")),
        new Times(asserted, start, end),
        dosages.steps(resource.all("dosage")));
  }
}
