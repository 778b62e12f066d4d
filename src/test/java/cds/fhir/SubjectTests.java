package cds.fhir;

import static cds.chart.DataKind.ALLERGIES;
import static cds.chart.DataKind.OBSERVATIONS;
import static cds.chart.DataKind.PATIENT;
import static cds.fhir.Fixtures.request;
import static cds.fhir.Fixtures.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.chart.Chart;
import cds.chart.Completeness;
import cds.chart.DataKind;
import cds.chart.PartialDate;
import cds.chart.Patient;
import cds.chart.Unused;
import cds.chart.Unused.Reason;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTests {

  private static final String WRAPPED =
      """
      {"fullUrl": "urn:uuid:7d3c", "response": {"status": "200"},
       "resource": {"resourceType": "Patient", "id": "p", "birthDate": "1990-04-02"}}""";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient/p",
        "Patient/p/_history/1",
        "https://ehr.example.org/fhir/Patient/p",
        "https://ehr.example.org/fhir/Patient/p/_history/2",
        "urn:uuid:p",
        "urn:uuid:7d3c"
      })
  void thePatientMayBeReferredToInManyWays(String reference) {
    assertThat(with(reference).observations()).hasSize(1);
    assertThat(with(reference).unused()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient/q",
        "Patient/pp",
        "Group/p",
        "p",
        "urn:uuid:q",
        "https://e.org/Patient/p/x"
      })
  void aResourceOfAnotherSubjectIsSaidAndLeavesTheBundleComplete(String reference) {
    Chart chart = with(reference);
    assertThat(chart.observations()).isEmpty();
    assertThat(chart.unused())
        .containsExactly(new Unused(OBSERVATIONS, Reason.OTHER_SUBJECT, "Observation/o"));
    assertThat(chart.completeness(OBSERVATIONS)).isEqualTo(Completeness.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"subject\": null}",
        "{\"subject\": {\"display\": \"x\"}}",
        "{\"subject\": {\"identifier\": {\"value\": \"1\"}}}",
        "{\"subject\": {\"reference\": \"#patient\"}}",
        "{\"subject\": null, \"patient\": {\"reference\": \"Patient/p\"}}"
      })
  void aResourceWithoutASubjectThatCanBeKnownIsUnreadable(String members) {
    Chart chart = request().with(OBSERVATIONS, score(members)).read();
    assertThat(chart.unused()).extracting(Unused::reason).containsExactly(Reason.UNREADABLE);
    assertThat(chart.completeness(OBSERVATIONS)).isEqualTo(Completeness.INCOMPLETE);
  }

  @Test
  void anAllergyNamesItsPatientNotASubject() {
    String allergy =
        """
        {"resourceType": "AllergyIntolerance", "id": "a", "patient": {"reference": "Patient/%s"},
         "code": {"coding": [{"system": "urn:c", "code": "111"}]}}""";
    Chart chart = request().with(ALLERGIES, allergy.formatted("p"), allergy.formatted("q")).read();
    assertThat(chart.allergies()).hasSize(1);
    assertThat(chart.unused())
        .containsExactly(new Unused(ALLERGIES, Reason.OTHER_SUBJECT, "AllergyIntolerance/a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceType\": \"Patient\", \"id\": \"secret\"}",
        "{\"resourceType\": \"Patient\"}"
      })
  void anotherPatientIsRefusedWithoutNamingEither(String json) {
    assertThatThrownBy(() -> request().value(PATIENT, json).read())
        .isInstanceOf(PatientMismatch.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void aPatientThatCouldNotBeHadIsUnknown() {
    Chart chart = request().value(PATIENT, "{\"resourceType\": \"OperationOutcome\"}").read();
    assertThat(chart.completeness(PATIENT)).isEqualTo(Completeness.UNKNOWN);
    assertThat(chart.patient()).isEqualTo(new Patient("Patient/p", null, "unknown", false));
  }

  @Test
  void thePatientIsReadWithPrecisionOfTheBirthDate() {
    assertThat(request().read().patient())
        .isEqualTo(
            new Patient("Patient/p", PartialDate.ofDay(LocalDate.of(1990, 4, 2)), "female", false));
    assertThat(patient("\"birthDate\": \"1990-04\"").birth())
        .isEqualTo(PartialDate.ofMonth(YearMonth.of(1990, 4)));
    assertThat(patient("\"gender\": \"other\"").sex()).isEqualTo("unknown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"birthDate\": \"1990-13-45\"",
        "\"birthDate\": 1990",
        "\"birthDate\": null",
        "\"_birthDate\": {\"extension\": [{\"url\": \"urn:absent\", \"valueCode\": \"unknown\"}]}",
        "\"birthDate\": \"1990\", \"modifierExtension\": [{\"url\": \"urn:not\"}]"
      })
  void aBirthDateThatCannotBeReadIsNone(String members) {
    assertThat(patient(members).birth()).isNull();
  }

  @Test
  void aFaultElsewhereInThePatientCostsNothing() {
    assertThat(patient("\"birthDate\": \"1990\", \"telecom\": \"x\", \"name\": [5]").birth())
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"deceasedBoolean\": true', true",
    "'\"deceasedBoolean\": false', false",
    "'\"deceasedDateTime\": \"2025-06-16T12:00:00Z\"', true",
    "'\"deceasedDateTime\": \"2025-06-16T12:00:01Z\"', false",
    "'\"deceasedDateTime\": \"2025-06-16\"', true",
    "'\"deceasedDateTime\": \"2025-06-17\"', false",
    "'\"deceasedDateTime\": \"2024\"', true"
  })
  void deathIsTakenAtTheEvaluation(String members, boolean deceased) {
    assertThat(patient(members).deceased()).isEqualTo(deceased);
  }

  @Test
  void unreadableMembersOfThePatientAreSaid() {
    Chart chart =
        request()
            .value(
                PATIENT,
                "{\"resourceType\": \"Patient\", \"id\": \"p\", \"deceasedDateTime\": \"x\"}")
            .read();
    assertThat(chart.completeness(PATIENT)).isEqualTo(Completeness.INCOMPLETE);
    assertThat(chart.unused())
        .containsExactly(new Unused(DataKind.PATIENT, Reason.UNREADABLE, "Patient/p"));
  }

  private static Patient patient(String members) {
    return request()
        .value(PATIENT, "{\"resourceType\": \"Patient\", \"id\": \"p\", %s}".formatted(members))
        .read()
        .patient();
  }

  private static Chart with(String subject) {
    return request()
        .value(PATIENT, WRAPPED)
        .with(
            OBSERVATIONS,
            score("{\"valueInteger\": 3, \"subject\": {\"reference\": \"%s\"}}".formatted(subject)))
        .read();
  }
}
