package cds.fhir;

import cds.chart.PartialDate;
import cds.chart.Unused.Reason;
import org.hl7.fhir.r4.model.Immunization;

/** Reads completed Immunizations. One that was not done is passed over. */
record ImmunizationReader(Codes codes, Dates dates)
    implements EntryReader<Immunization, cds.chart.Immunization> {

  @Override
  public Read<cds.chart.Immunization> read(Immunization resource, String reference) {
    if (!resource.hasStatus() || !resource.hasVaccineCode()) {
      throw new Unreadable();
    }
    PartialDate occurrence = dates.date(resource.getOccurrence());
    return switch (resource.getStatus()) {
      case COMPLETED ->
          dates.isAfter(occurrence)
              ? Read.refused(Reason.AFTER_EVALUATION)
              : Read.of(
                  new cds.chart.Immunization(
                      reference,
                      codes.holding(Codes.codings(resource.getVaccineCode())),
                      occurrence),
                  Codes.isTextOnly(resource.getVaccineCode()),
                  Reason.TEXT_ONLY);
      case ENTEREDINERROR -> Read.refused(Reason.ENTERED_IN_ERROR);
      default -> Read.nothing();
    };
  }
}
