package cds.fhir;

import cds.chart.Immunization;
import cds.chart.PartialDate;
import cds.chart.Unused.Reason;

/** Reads completed Immunizations. One that was not done is passed over. */
record ImmunizationReader(Codes codes, Dates dates) implements EntryReader<Immunization> {

  @Override
  public Read<Immunization> read(Element resource, String reference) {
    Element vaccine = resource.get("vaccineCode");
    if (!resource.has("status") || vaccine.isEmpty()) {
      throw new Unreadable();
    }
    PartialDate occurrence = dates.date(resource.get("occurrence"));
    return switch (resource.get("status").textOrEmpty()) {
      case "completed" ->
          dates.isAfter(occurrence)
              ? Read.refused(Reason.AFTER_EVALUATION)
              : Read.of(
                  new Immunization(reference, codes.holding(Codes.codings(vaccine)), occurrence),
                  Codes.isTextOnly(vaccine),
                  Reason.TEXT_ONLY);
      case Statuses.ENTERED_IN_ERROR -> Read.refused(Reason.ENTERED_IN_ERROR);
      default -> Read.nothing();
    };
  }
}
