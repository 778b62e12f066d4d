package cds.fhir;

import cds.chart.Medication;
import cds.chart.Medication.Dosage;
import cds.chart.Medication.Origin;
import cds.chart.PartialDate;
import cds.chart.Unused.Reason;
import cds.fhir.MedicationBuilder.Drug;
import cds.fhir.MedicationBuilder.Times;
import java.util.List;

/** Reads MedicationAdministrations that took place. One that was not done is passed over. */
record AdministrationReader(MedicationBuilder builder, DosageReader dosages, Dates dates)
    implements EntryReader<Medication> {

  @Override
  public Read<Medication> read(Element resource, String reference) {
    return switch (resource.get("status").textOrEmpty()) {
      case "" -> throw new Unreadable();
      case "completed", "in-progress" -> given(resource, reference);
      case Statuses.ENTERED_IN_ERROR -> Read.refused(Reason.ENTERED_IN_ERROR);
      case "not-done" -> Read.nothing();
      default -> Read.refused(Reason.NOT_FINAL);
    };
  }

  private Read<Medication> given(Element resource, String reference) {
    Element effective = resource.get("effective");
    PartialDate start = dates.date(effective);
    if (dates.isAfter(start)) {
      return Read.refused(Reason.AFTER_EVALUATION);
    }
    PartialDate end = effective.is("Period") ? dates.date(effective.get("end")) : start;
    Element given = resource.get("dosage");
    List<Dosage> dosage =
        given.isEmpty()
            ? List.of()
            : List.of(
                new Dosage(
                    dosages.milligrams(given.get("dose")), given.has("dose"), 1, null, true, null));
    return builder.build(
        reference,
        Origin.ADMINISTRATION,
        resource.get("status").textOrEmpty(),
        new Drug(
            resource.get("medication"),
            resource.all("contained"),
            List.of(given.get("route")),
            resource.all("statusReason"),
            resource.all("reasonCode")),
        new Times(null, start, end),
        dosage);
  }
}
