package cds.fhir;

import static cds.chart.DataKind.ALLERGIES;
import static cds.chart.DataKind.IMMUNIZATIONS;
import static cds.fhir.Fixtures.merged;
import static cds.fhir.Fixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Allergy;
import cds.chart.Chart;
import cds.chart.Immunization;
import cds.chart.PartialDate;
import cds.chart.Unused;
import cds.chart.Unused.Reason;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Allergies and immunizations. */
class AllergyTests {

  private static final String TERMS = "http://terminology.hl7.org/CodeSystem/";

  @Test
  void anAllergyHoldsTheCodesOfItsSubstances() {
    Chart chart =
        allergy(
            """
            {"recordedDate": "2024-05-06", "reaction": [{"substance": {"coding": [{"system": "urn:rx", "code": "1"}]},
             "manifestation": [{"text": "x"}]}]}""");
    assertThat(chart.allergies())
        .containsExactly(
            new Allergy(
                "AllergyIntolerance/a",
                Set.of("product-x", "ingredient-x"),
                PartialDate.ofDay(LocalDate.of(2024, 5, 6))));
  }

  @ParameterizedTest
  @CsvSource({
    "clinicalStatus, allergyintolerance-clinical, active, true,",
    "clinicalStatus, allergyintolerance-clinical, inactive, false,",
    "clinicalStatus, allergyintolerance-clinical, resolved, false,",
    "verificationStatus, allergyintolerance-verification, unconfirmed, true,",
    "verificationStatus, allergyintolerance-verification, refuted, false,",
    "verificationStatus, allergyintolerance-verification, entered-in-error, false, ENTERED_IN_ERROR",
    "clinicalStatus, allergyintolerance-clinical, nonsense, false, UNREADABLE"
  })
  void onlyActiveAllergiesCount(
      String member, String system, String code, boolean kept, Reason reason) {
    Chart chart = allergy(status(member, system, code));
    assertThat(chart.allergies()).hasSize(kept ? 1 : 0);
    assertThat(chart.unused()).hasSize(reason == null ? 0 : 1);
    assertThat(chart.unused()).allSatisfy(one -> assertThat(one.reason()).isEqualTo(reason));
  }

  @Test
  void anAllergyOfTextAloneOrOfTheFutureIsSaid() {
    assertThat(allergy("{\"code\": {\"text\": \"x\"}}").unused())
        .extracting(Unused::reason)
        .containsExactly(Reason.TEXT_ONLY);
    assertThat(allergy("{\"recordedDate\": \"2025-06-17\"}").unused())
        .extracting(Unused::reason)
        .containsExactly(Reason.AFTER_EVALUATION);
  }

  @Test
  void onlyCompletedImmunizationsCount() {
    assertThat(immunization("{}").immunizations())
        .containsExactly(
            new Immunization(
                "Immunization/i", Set.of("vaccine"), PartialDate.ofDay(LocalDate.of(2025, 6, 1))));
    assertThat(immunization("{\"status\": \"not-done\"}").immunizations()).isEmpty();
    assertThat(immunization("{\"status\": \"not-done\"}").unused()).isEmpty();
    assertThat(reason(immunization("{\"status\": \"entered-in-error\"}")))
        .isEqualTo(Reason.ENTERED_IN_ERROR);
    assertThat(reason(immunization("{\"occurrenceDateTime\": \"2025-06-17\"}")))
        .isEqualTo(Reason.AFTER_EVALUATION);
    assertThat(reason(immunization("{\"status\": null}"))).isEqualTo(Reason.UNREADABLE);
    assertThat(
            immunization("{\"occurrenceDateTime\": null, \"occurrenceString\": \"as a child\"}")
                .immunizations()
                .get(0)
                .occurrence())
        .isNull();
  }

  private static Reason reason(Chart chart) {
    assertThat(chart.immunizations()).isEmpty();
    assertThat(chart.unused()).hasSize(1);
    return chart.unused().get(0).reason();
  }

  private static String status(String member, String system, String code) {
    return "{\"%s\": {\"coding\": [{\"system\": \"%s\", \"code\": \"%s\"}]}}"
        .formatted(member, TERMS + system, code);
  }

  private static Chart allergy(String members) {
    String base =
        """
        {"resourceType": "AllergyIntolerance", "id": "a", "patient": {"reference": "Patient/p"},
         "code": {"coding": [{"system": "urn:rx", "code": "10"}]}}""";
    return request().with(ALLERGIES, merged(base, members)).read();
  }

  private static Chart immunization(String members) {
    String base =
        """
        {"resourceType": "Immunization", "id": "i", "status": "completed", "patient": {"reference": "Patient/p"},
         "vaccineCode": {"coding": [{"system": "urn:c", "code": "222"}]}, "occurrenceDateTime": "2025-06-01"}""";
    return request().with(IMMUNIZATIONS, merged(base, members)).read();
  }
}
