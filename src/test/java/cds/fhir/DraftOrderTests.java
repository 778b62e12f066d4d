package cds.fhir;

import static cds.fhir.Fixtures.drug;
import static cds.fhir.Fixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Chart;
import cds.chart.DataKind;
import cds.chart.Medication;
import cds.chart.Medication.Origin;
import cds.chart.Unused;
import cds.chart.Unused.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftOrderTests {

  @Test
  void aDraftIsReadAsAnOrderOfItsOwn() {
    Chart chart =
        draft(
            """
            {"status": "draft", "reasonCode": [{"coding": [{"system": "urn:c", "code": "111"}]}]}\
            """);
    Medication order = chart.orders().get(0);
    assertThat(order.origin()).isEqualTo(Origin.DRAFT_ORDER);
    assertThat(order.reference()).isEqualTo("MedicationRequest/m");
    assertThat(order.status()).isEqualTo("draft");
    assertThat(order.classes()).containsExactly("product-x");
    assertThat(order.reasons()).containsExactly("rash");
    assertThat(chart.medications()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"intent\": null}",
        "{\"intent\": \"plan\"}",
        "{\"status\": null}",
        "{\"authoredOn\": \"2026-01-01\"}",
        "{\"requester\": {\"reference\": \"Practitioner/d\"}, \"unheardOf\": 5}"
      })
  void aDraftMayLackMuch(String members) {
    Chart chart = draft(members);
    assertThat(chart.orders()).hasSize(1);
    assertThat(chart.unused()).isEmpty();
  }

  @Test
  void aDraftWithoutADrugIsUncoded() {
    assertThat(draft("{\"medicationCodeableConcept\": null}").orders().get(0).coded()).isFalse();
  }

  @Test
  void aDraftOfAnotherSubjectOrUnreadableIsSaidAndTheRestKept() {
    Chart chart =
        request()
            .value(DataKind.MEDICATIONS, "null")
            .order(drug("MedicationRequest", "{\"subject\": {\"reference\": \"Patient/q\"}}"))
            .order(drug("MedicationRequest", "{\"id\": \"u\", \"dosageInstruction\": \"daily\"}"))
            .order(drug("MedicationRequest", "{\"id\": \"ok\"}"))
            .order("{\"resourceType\": \"ServiceRequest\"}")
            .order("{}")
            .read();
    assertThat(chart.orders())
        .extracting(Medication::reference)
        .as("an unreadable draft counts for the drug it names")
        .containsExactly("MedicationRequest/u", "MedicationRequest/ok");
    assertThat(chart.unused())
        .containsExactly(
            new Unused(DataKind.MEDICATIONS, Reason.OTHER_SUBJECT, "MedicationRequest/m"),
            new Unused(DataKind.MEDICATIONS, Reason.UNREADABLE, "MedicationRequest/u"),
            new Unused(DataKind.MEDICATIONS, Reason.UNREADABLE, null));
    // A bad draft says nothing about the orders on record.
    assertThat(chart.completeness(DataKind.MEDICATIONS).provesAbsence()).isTrue();
  }

  @Test
  void theDrugMayStandBesideTheDraft() {
    String referring =
        drug(
            "MedicationRequest",
            """
            {"medicationCodeableConcept": null, "medicationReference": {"reference": "urn:uuid:1"}}\
            """);
    Chart chart =
        request()
            .order("{\"fullUrl\": \"urn:uuid:0\", \"resource\": %s}".formatted(referring))
            .order(
                """
                {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Medication", "id": "x",
                 "code": {"coding": [{"system": "urn:rx", "code": "10"}]}}}\
                """)
            .read();
    assertThat(chart.orders().get(0).classes()).containsExactly("product-x");
  }

  private static Chart draft(String members) {
    return request().order(drug("MedicationRequest", members)).read();
  }
}
