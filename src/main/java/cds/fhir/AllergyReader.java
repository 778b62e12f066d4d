package cds.fhir;

import cds.chart.Allergy;
import cds.chart.PartialDate;
import cds.chart.Unused.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads AllergyIntolerances. Refuted, inactive and resolved ones are passed over. */
record AllergyReader(Codes codes, Dates dates) implements EntryReader<Allergy> {

  private static final String TERMS = "http://terminology.hl7.org/CodeSystem/";
  private static final String CLINICAL = TERMS + "allergyintolerance-clinical";
  private static final String VERIFICATION = TERMS + "allergyintolerance-verification";

  private static final Set<String> CLINICAL_CODES = Set.of("active", "inactive", "resolved");
  private static final Set<String> VERIFICATION_CODES =
      Set.of("unconfirmed", "confirmed", Statuses.REFUTED, Statuses.ENTERED_IN_ERROR);

  @Override
  public Read<Allergy> read(Element resource, String reference) {
    String verification =
        Statuses.code(resource.get("verificationStatus"), VERIFICATION, VERIFICATION_CODES);
    String clinical = Statuses.code(resource.get("clinicalStatus"), CLINICAL, CLINICAL_CODES);
    if (Statuses.ENTERED_IN_ERROR.equals(verification)) {
      return Read.refused(Reason.ENTERED_IN_ERROR);
    }
    if (Statuses.REFUTED.equals(verification) || (clinical != null && !clinical.equals("active"))) {
      return Read.nothing();
    }
    PartialDate noted = dates.date(resource.get("recordedDate"));
    PartialDate recorded = noted == null ? dates.date(resource.get("onset")) : noted;
    if (dates.isAfter(recorded)) {
      return Read.refused(Reason.AFTER_EVALUATION);
    }
    List<Element> concepts = new ArrayList<>();
    concepts.add(resource.get("code"));
    resource.all("reaction").stream()
        .map(reaction -> reaction.get("substance"))
        .forEach(concepts::add);
    return Read.of(
        new Allergy(reference, codes.holding(Codes.codings(concepts)), recorded),
        codes.isForeign(Codes.codings(concepts))
            && concepts.stream().anyMatch(Codes::saysSomething),
        Reason.TEXT_ONLY);
  }
}
