package cds.fhir;

import static cds.chart.DataKind.ADMINISTRATIONS;
import static cds.chart.DataKind.MEDICATIONS;
import static cds.chart.DataKind.MEDICATION_STATEMENTS;
import static cds.fhir.Fixtures.drug;
import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Chart;
import cds.chart.Medication;
import cds.chart.Medication.Origin;
import cds.chart.PartialDate;
import cds.chart.Unused;
import cds.chart.Unused.Reason;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MedicationTests {

  @Test
  void aRequestIsReadWhole() {
    Medication read =
        only(
            request(
                """
                {"authoredOn": "2025-01-02", "status": "stopped",
                 "statusReason": {"coding": [{"system": "urn:o", "code": "inadequate"}, {"system": "urn:z", "code": "z"}]},
                 "reasonCode": [{"coding": [{"system": "urn:c", "code": "111"}]}],
                 "dosageInstruction": [{"timing": {"repeat": {"boundsPeriod": {"start": "2025-01", "end": "2025-03-04"}}}}]}"""));
    assertThat(read.reference()).isEqualTo("MedicationRequest/m");
    assertThat(read.origin()).isEqualTo(Origin.REQUEST);
    assertThat(read.status()).isEqualTo("stopped");
    assertThat(read.classes()).containsExactly("product-x");
    assertThat(read.codes()).containsExactly("product-x");
    assertThat(read.coded()).isTrue();
    assertThat(read.name()).isEqualTo("product-x");
    assertThat(read.authored()).isEqualTo(day(2025, 1, 2));
    assertThat(read.start()).isEqualTo(PartialDate.ofMonth(YearMonth.of(2025, 1)));
    assertThat(read.end()).isEqualTo(day(2025, 3, 4));
    assertThat(read.outcomes()).containsExactly("inadequate");
    assertThat(read.reasons()).containsExactly("rash");
  }

  @ParameterizedTest
  @CsvSource({
    "order, true", "original-order, true", "reflex-order, true", "filler-order, true",
    "instance-order, true", "proposal, false", "plan, false", "option, false"
  })
  void onlyOrdersCount(String intent, boolean kept) {
    Chart chart = request("{\"intent\": \"%s\"}".formatted(intent));
    assertThat(chart.medications()).hasSize(kept ? 1 : 0);
    assertThat(chart.unused()).isEmpty();
  }

  @Test
  void aMissingIntentCountsAndARequestNotToGiveDoesNot() {
    assertThat(request("{\"intent\": null}").medications()).hasSize(1);
    assertThat(request("{\"doNotPerform\": true}").medications()).isEmpty();
    assertThat(request("{\"doNotPerform\": false}").medications()).hasSize(1);
  }

  @Test
  void requestsEnteredInErrorOrAuthoredLaterAreSaid() {
    assertThat(reason(request("{\"status\": \"entered-in-error\"}")))
        .isEqualTo(Reason.ENTERED_IN_ERROR);
    assertThat(reason(request("{\"authoredOn\": \"2025-06-17\"}")))
        .isEqualTo(Reason.AFTER_EVALUATION);
    assertThat(reason(request("{\"status\": null}"))).isEqualTo(Reason.UNREADABLE);
  }

  @Test
  void aRequestThatStartsLaterButWasAuthoredBeforeIsKept() {
    Medication read =
        only(
            request(
                """
                {"authoredOn": "2025-06-16", "dosageInstruction": [
                  {"timing": {"repeat": {"boundsPeriod": {"start": "2025-07-01"}}}}]}"""));
    assertThat(read.start()).isEqualTo(day(2025, 7, 1));
  }

  @Test
  void aStatementIsReadWithItsPeriod() {
    Medication read =
        only(
            statement(
                """
                {"status": "completed", "effectivePeriod": {"start": "2025-01-01", "end": "2025-02-01"}, "dateAsserted": "2025-03-01",
                 "statusReason": [{"coding": [{"system": "urn:o", "code": "not-tolerated"}]}]}"""));
    assertThat(read.origin()).isEqualTo(Origin.STATEMENT);
    assertThat(read.start()).isEqualTo(day(2025, 1, 1));
    assertThat(read.end()).isEqualTo(day(2025, 2, 1));
    assertThat(read.authored()).isEqualTo(day(2025, 3, 1));
    assertThat(read.outcomes()).containsExactly("not-tolerated");
    assertThat(only(statement("{\"effectiveDateTime\": \"2025-01-01\"}")))
        .extracting(Medication::start, Medication::end)
        .containsExactly(day(2025, 1, 1), null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"dateAsserted\": \"2025-06-17\"", "\"effectiveDateTime\": \"2025-06-17\""})
  void aStatementOfTheFutureIsSaid(String member) {
    assertThat(reason(statement("{" + member + "}"))).isEqualTo(Reason.AFTER_EVALUATION);
  }

  @Test
  void aStatementNotTakenIsPassedOver() {
    assertThat(statement("{\"status\": \"not-taken\"}").medications()).isEmpty();
    assertThat(statement("{\"status\": \"not-taken\"}").unused()).isEmpty();
    assertThat(reason(statement("{\"status\": \"entered-in-error\"}")))
        .isEqualTo(Reason.ENTERED_IN_ERROR);
  }

  @ParameterizedTest
  @CsvSource({
    "completed, true,",
    "in-progress, true,",
    "not-done, false,",
    "stopped, false, NOT_FINAL",
    "unknown, false, NOT_FINAL",
    "entered-in-error, false, ENTERED_IN_ERROR"
  })
  void onlyAdministrationsThatTookPlaceCount(String status, boolean kept, Reason reason) {
    Chart chart = administration("{\"status\": \"%s\"}".formatted(status));
    assertThat(chart.medications()).hasSize(kept ? 1 : 0);
    assertThat(chart.unused()).hasSize(reason == null ? 0 : 1);
    assertThat(chart.unused()).allSatisfy(one -> assertThat(one.reason()).isEqualTo(reason));
  }

  @Test
  void anAdministrationIsOneDoseOnItsDay() {
    Medication read =
        only(
            administration(
                """
                {"effectiveDateTime": "2025-06-01T10:00:00Z", "dosage": {"dose": {"value": 300, "unit": "mg"}}}"""));
    assertThat(read.start()).isEqualTo(day(2025, 6, 1));
    assertThat(read.end()).isEqualTo(day(2025, 6, 1));
    assertThat(read.dosage().get(0).doseMg()).isEqualByComparingTo("300");
    assertThat(reason(administration("{\"effectiveDateTime\": \"2025-06-17\"}")))
        .isEqualTo(Reason.AFTER_EVALUATION);
  }

  @Test
  void aBareIngredientHasTheRouteOfItsDosageElseTheOnlyRouteOfItsProducts() {
    String ingredient =
        """
        {"medicationCodeableConcept": {"coding": [{"system": "urn:rx", "code": "1"}]}%s}""";
    String route =
        ", \"dosageInstruction\": [{\"route\": {\"coding\": [{\"system\": \"urn:c\", \"code\": \"333\"}]}}]";
    assertThat(only(request(ingredient.formatted(route))).classes()).containsExactly("class-x");
    assertThat(only(request(ingredient.formatted(""))).classes()).containsExactly("class-x");
  }

  @Test
  void aDrugInWordsIsKeptUncodedAndSaidOnce() {
    Chart chart = request("{\"medicationCodeableConcept\": {\"text\": \"x cream\"}}");
    assertThat(chart.medications()).hasSize(1);
    assertThat(chart.medications().get(0).coded()).isFalse();
    assertThat(chart.medications().get(0).name()).isNotEqualTo("x cream");
    assertThat(chart.unused()).extracting(Unused::reason).containsExactly(Reason.TEXT_ONLY);
  }

  @Test
  void aDrugWithACodeNobodyKnowsIsUncodedButNotTextOnly() {
    Chart chart =
        request(
            "{\"medicationCodeableConcept\": {\"coding\": [{\"system\": \"urn:rx\", \"code\": \"77\"}]}}");
    assertThat(chart.medications().get(0).coded()).isFalse();
    assertThat(chart.medications().get(0).codes()).isEqualTo(Set.of());
    assertThat(chart.unused()).isEmpty();
  }

  private static Chart request(String members) {
    return Fixtures.request().with(MEDICATIONS, drug("MedicationRequest", members)).read();
  }

  private static Chart statement(String members) {
    return Fixtures.request()
        .with(MEDICATION_STATEMENTS, drug("MedicationStatement", members))
        .read();
  }

  private static Chart administration(String members) {
    String base = drug("MedicationAdministration", "{\"status\": \"completed\"}");
    return Fixtures.request().with(ADMINISTRATIONS, Fixtures.merged(base, members)).read();
  }

  private static Medication only(Chart chart) {
    assertThat(chart.unused()).isEmpty();
    assertThat(chart.medications()).hasSize(1);
    return chart.medications().get(0);
  }

  private static Reason reason(Chart chart) {
    assertThat(chart.medications()).isEmpty();
    assertThat(chart.unused()).hasSize(1);
    return chart.unused().get(0).reason();
  }

  private static PartialDate day(int year, int month, int day) {
    return PartialDate.ofDay(LocalDate.of(year, month, day));
  }
}
