package cds.fhir;

import static cds.chart.DataKind.MEDICATIONS;
import static cds.chart.DataKind.OBSERVATIONS;
import static cds.fhir.Fixtures.bundle;
import static cds.fhir.Fixtures.drug;
import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Chart;
import cds.chart.Completeness;
import cds.chart.Medication;
import cds.chart.Unused;
import cds.chart.Unused.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MedicationReferenceTests {

  private static final String NO_CONCEPT = "\"medicationCodeableConcept\": null";

  @ParameterizedTest
  @ValueSource(strings = {"#med", "#med2"})
  void aContainedMedicationIsLookedUp(String reference) {
    Medication read =
        only(
            request(
                """
                {%s, "medicationReference": {"reference": "%s"}, "contained": [
                  {"resourceType": "Medication", "id": "med", "code": {"coding": [{"system": "urn:rx", "code": "11"}]}},
                  {"resourceType": "Medication", "id": "med2", "ingredient": [
                    {"itemCodeableConcept": {"coding": [{"system": "urn:rx", "code": "11"}]}}]}]}"""
                    .formatted(NO_CONCEPT, reference)));
    assertThat(read.classes()).containsExactly("class-x");
    assertThat(read.coded()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Medication/med",
        "Medication/med/_history/3",
        "https://e.org/fhir/Medication/med",
        "urn:uuid:0c1a"
      })
  void aReferencedMedicationOfAnyBundleIsLookedUp(String reference) {
    Medication read = only(referring(reference, MEDICATION));
    assertThat(read.classes()).containsExactly("product-x");
  }

  private static final String MEDICATION =
      """
      {"resourceType": "Medication", "id": "med", "code": {"coding": [{"system": "urn:rx", "code": "10"}]}}""";

  @Test
  void aReferenceThatLeadsNowhereIsAnEntryThatCannotBeRead() {
    for (String reference : new String[] {"Medication/other", "#none", "urn:uuid:none"}) {
      Chart chart = referring(reference, MEDICATION);
      assertThat(chart.medications()).isEmpty();
      assertThat(chart.unused())
          .containsExactly(new Unused(MEDICATIONS, Reason.UNREADABLE, "MedicationRequest/m"));
      assertThat(chart.completeness(MEDICATIONS)).isEqualTo(Completeness.INCOMPLETE);
    }
  }

  @Test
  void aReferenceToAMedicationThatCannotBeReadIsUnreadable() {
    Chart chart =
        referring("Medication/med", MEDICATION.replace("\"code\": {", "\"code\": \"x\", \"y\": {"));
    assertThat(chart.medications()).isEmpty();
    assertThat(chart.completeness(MEDICATIONS)).isEqualTo(Completeness.INCOMPLETE);
  }

  private static Chart referring(String reference, String medication) {
    return Fixtures.request()
        .value(
            MEDICATIONS,
            bundle(
                drug(
                    "MedicationRequest",
                    "{%s, \"medicationReference\": {\"reference\": \"%s\"}}"
                        .formatted(NO_CONCEPT, reference))))
        .value(
            OBSERVATIONS,
            bundle(medication)
                .replace("{\"resource\"", "{\"fullUrl\": \"urn:uuid:0c1a\", \"resource\""))
        .read();
  }

  private static Chart request(String members) {
    return Fixtures.request().with(MEDICATIONS, drug("MedicationRequest", members)).read();
  }

  private static Medication only(Chart chart) {
    assertThat(chart.unused()).isEmpty();
    assertThat(chart.medications()).hasSize(1);
    return chart.medications().get(0);
  }
}
