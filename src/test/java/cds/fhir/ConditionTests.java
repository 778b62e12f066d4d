package cds.fhir;

import static cds.chart.DataKind.CONDITIONS;
import static cds.fhir.Fixtures.condition;
import static cds.fhir.Fixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Chart;
import cds.chart.Condition;
import cds.chart.PartialDate;
import cds.chart.Unused;
import cds.chart.Unused.Reason;
import java.time.LocalDate;
import java.time.Year;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTests {

  private static final String TERMS = "http://terminology.hl7.org/CodeSystem/";

  @Test
  void aConditionIsReadWhole() {
    Condition read =
        only(
            """
            {"severity": {"coding": [{"system": "urn:c", "code": "999"}]}, "onsetDateTime": "2019",
             "recordedDate": "2020-01-02T10:00:00Z"}""");
    assertThat(read)
        .isEqualTo(
            new Condition(
                "Condition/c",
                Set.of("rash"),
                true,
                false,
                true,
                PartialDate.ofYear(Year.of(2019)),
                null,
                PartialDate.ofDay(LocalDate.of(2020, 1, 2))));
  }

  @ParameterizedTest
  @CsvSource({
    "active, true", "recurrence, true", "relapse, true",
    "inactive, false", "remission, false", "resolved, false"
  })
  void clinicalStatusTellsWhetherItIsActive(String code, boolean active) {
    assertThat(only(status("clinicalStatus", "condition-clinical", code)).active())
        .isEqualTo(active);
  }

  @Test
  void withoutClinicalStatusAbatementTells() {
    assertThat(only("{}").active()).isTrue();
    assertThat(only("{\"abatementDateTime\": \"2024\"}").active()).isFalse();
    assertThat(only("{\"abatementString\": \"as a child\"}").active()).isFalse();
    assertThat(only("{\"abatementDateTime\": \"2025-09-01\"}").active()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"confirmed, false", "provisional, true", "differential, true", "unconfirmed, true"})
  void verificationStatusTellsWhetherItIsSuspected(String code, boolean suspected) {
    assertThat(only(status("verificationStatus", "condition-ver-status", code)).suspected())
        .isEqualTo(suspected);
  }

  @Test
  void refutedIsPassedOverAndEnteredInErrorIsSaid() {
    Chart refuted = read(status("verificationStatus", "condition-ver-status", "refuted"));
    assertThat(refuted.conditions()).isEmpty();
    assertThat(refuted.unused()).isEmpty();
    Chart error = read(status("verificationStatus", "condition-ver-status", "entered-in-error"));
    assertThat(error.conditions()).isEmpty();
    assertThat(error.unused())
        .containsExactly(new Unused(CONDITIONS, Reason.ENTERED_IN_ERROR, "Condition/c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"recordedDate\": \"2025-06-17\"}",
        "{\"onsetDateTime\": \"2025-07\"}",
        "{\"onsetPeriod\": {\"start\": \"2026\"}}"
      })
  void whatBeginsAfterTheEvaluationIsSaid(String members) {
    Chart chart = read(members);
    assertThat(chart.conditions()).isEmpty();
    assertThat(chart.unused()).extracting(Unused::reason).containsExactly(Reason.AFTER_EVALUATION);
  }

  @ParameterizedTest
  @CsvSource({
    "3, a, 3",
    "3.9, a, 3",
    "30, mo, 2",
    "11, mo, 0",
    "60, wk, 1",
    "366, d, 1",
    "-1, a,",
    "3, eons,",
    "999, a,"
  })
  void ageAtOnsetIsInCompletedYears(String value, String code, Integer years) {
    assertThat(
            only("{\"onsetAge\": {\"value\": %s, \"code\": \"%s\"}}".formatted(value, code))
                .onsetAgeYears())
        .isEqualTo(years);
  }

  @Test
  void textAloneIsKeptWithoutCodesAndSaid() {
    Chart chart = read("{\"code\": {\"text\": \"a rash\"}}");
    assertThat(chart.conditions().get(0).codes()).isEmpty();
    assertThat(chart.unused()).extracting(Unused::reason).containsExactly(Reason.TEXT_ONLY);
    assertThat(
            read("{\"code\": {\"coding\": [{\"system\": \"urn:c\", \"code\": \"0\"}]}}").unused())
        .isEmpty();
  }

  private static String status(String member, String system, String code) {
    return "{\"%s\": {\"coding\": [{\"system\": \"%s\", \"code\": \"%s\"}]}}"
        .formatted(member, TERMS + system, code);
  }

  private static Condition only(String members) {
    Chart chart = read(members);
    assertThat(chart.unused()).isEmpty();
    return chart.conditions().get(0);
  }

  private static Chart read(String members) {
    return request().with(CONDITIONS, condition(members)).read();
  }
}
