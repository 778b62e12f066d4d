package cds.fhir;

import static cds.chart.DataKind.OBSERVATIONS;
import static cds.fhir.Fixtures.request;
import static cds.fhir.Fixtures.score;
import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Chart;
import cds.chart.Observation;
import cds.chart.PartialDate;
import cds.chart.Unused;
import cds.chart.Unused.Reason;
import cds.chart.Value;
import cds.chart.Value.Form;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationTests {

  @Test
  void aScoreIsReadWhole() {
    Observation observation = only("{\"valueQuantity\": {\"value\": 24.60, \"unit\": \"kg\"}}");
    assertThat(observation)
        .isEqualTo(
            new Observation(
                "Observation/o",
                Set.of("score-a"),
                false,
                PartialDate.ofDay(LocalDate.of(2025, 6, 10)),
                Instant.parse("2025-06-10T00:00:00Z"),
                new Value(new BigDecimal("24.6"), "kg", Form.QUANTITY, Set.of(), null),
                List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"final", "amended", "corrected"})
  void usableStatusesAreKept(String status) {
    assertThat(only("{\"valueInteger\": 1, \"status\": \"%s\"}".formatted(status)).preliminary())
        .isFalse();
  }

  @Test
  void aPreliminaryResultIsKeptMarkedAndSaid() {
    Chart chart = read("{\"valueInteger\": 1, \"status\": \"preliminary\"}");
    assertThat(chart.observations().get(0).preliminary()).isTrue();
    assertThat(chart.unused()).extracting(Unused::reason).containsExactly(Reason.PRELIMINARY);
  }

  @Test
  void anObservationWithoutADateIsKeptAndSaid() {
    Chart chart = read("{\"valueInteger\": 1, \"effectiveDateTime\": null}");
    assertThat(chart.unused()).extracting(Unused::reason).containsExactly(Reason.WITHOUT_DATE);
  }

  @ParameterizedTest
  @CsvSource({
    "entered-in-error, ENTERED_IN_ERROR",
    "registered, NOT_FINAL",
    "cancelled, NOT_FINAL",
    "unknown, NOT_FINAL"
  })
  void otherStatusesAreSaid(String status, Reason reason) {
    Chart chart = read("{\"valueInteger\": 1, \"status\": \"%s\"}".formatted(status));
    assertThat(chart.observations()).isEmpty();
    assertThat(reasons(chart)).containsExactly(reason);
  }

  @Test
  void aMissingStatusIsNotUsable() {
    assertThat(reasons(read("{\"valueInteger\": 1, \"status\": null}")))
        .containsExactly(Reason.NOT_FINAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-06-17", "2025-07", "2026", "2025-06-17T00:00:00Z"})
  void whatIsDatedAfterTheDayOfEvaluationIsSaid(String effective) {
    Chart chart = read("{\"valueInteger\": 1, \"effectiveDateTime\": \"%s\"}".formatted(effective));
    assertThat(chart.observations()).isEmpty();
    assertThat(reasons(chart)).containsExactly(Reason.AFTER_EVALUATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-06-16", "2025-06-16T23:59:59Z", "2025-06", "2025"})
  void laterOnTheSameDayCountsAsToday(String effective) {
    assertThat(
            read("{\"valueInteger\": 1, \"effectiveDateTime\": \"%s\"}".formatted(effective))
                .observations())
        .hasSize(1);
  }

  @Test
  void daysAreTakenInTheClientsZone() {
    String late = score("{\"valueInteger\": 1, \"effectiveDateTime\": \"2025-06-10T23:30:00Z\"}");
    Observation observation =
        request()
            .at("2025-06-16T12:00:00Z", "Asia/Tokyo")
            .with(OBSERVATIONS, late)
            .read()
            .observations()
            .get(0);
    assertThat(observation.effective()).isEqualTo(PartialDate.ofDay(LocalDate.of(2025, 6, 11)));
    assertThat(observation.moment()).isEqualTo(Instant.parse("2025-06-10T23:30:00Z"));

    String tomorrowInTokyo = score("{\"valueInteger\": 1, \"effectiveDateTime\": \"2025-06-17\"}");
    assertThat(
            request()
                .at("2025-06-16T16:00:00Z", "Asia/Tokyo")
                .with(OBSERVATIONS, tomorrowInTokyo)
                .read()
                .observations())
        .hasSize(1);
  }

  @Test
  void aTimeWithoutOffsetIsTakenInTheClientsZone() {
    String local = score("{\"valueInteger\": 1, \"effectiveDateTime\": \"2025-06-10T23:30:00\"}");
    Observation observation =
        request()
            .at("2025-06-16T12:00:00Z", "Asia/Tokyo")
            .with(OBSERVATIONS, local)
            .read()
            .observations()
            .get(0);
    assertThat(observation.effective()).isEqualTo(PartialDate.ofDay(LocalDate.of(2025, 6, 10)));
    assertThat(observation.moment()).isEqualTo(Instant.parse("2025-06-10T14:30:00Z"));
  }

  @Test
  void effectiveComesFromDateInstantPeriodOrNothing() {
    assertThat(effective("{\"effectiveInstant\": \"2025-06-10T08:00:00Z\"}"))
        .isEqualTo(PartialDate.ofDay(LocalDate.of(2025, 6, 10)));
    assertThat(
            effective("{\"effectivePeriod\": {\"start\": \"2025-05\", \"end\": \"2025-06-01\"}}"))
        .isEqualTo(PartialDate.ofMonth(YearMonth.of(2025, 5)));
    assertThat(effective("{\"effectivePeriod\": {\"end\": \"2025-06-01\"}}")).isNull();
    assertThat(effective("{}")).isNull();
  }

  @Test
  void theMomentIsTheEffectiveElseTheIssuedInstant() {
    assertThat(only("{\"valueInteger\": 1, \"issued\": \"2025-06-10T09:00:00Z\"}").moment())
        .isEqualTo(Instant.parse("2025-06-10T09:00:00Z"));
    assertThat(
            only("""
                {"valueInteger": 1, "issued": "2025-06-10T09:00:00Z",
                 "effectiveDateTime": "2025-06-10T07:00:00+01:00"}""")
                .moment())
        .isEqualTo(Instant.parse("2025-06-10T06:00:00Z"));
  }

  @Test
  void everyCodingIsLookedAt() {
    assertThat(
            only("""
                {"valueInteger": 1, "code": {"coding": [{"system": "urn:site", "code": "x"},
                 {"system": "urn:s", "code": "b"}, {"system": "urn:s", "code": "a"}]}}""")
                .codes())
        .containsExactlyInAnyOrder("score-a", "score-b");
  }

  @Test
  void unrelatedCodesAreDroppedInSilenceAndTextAloneIsSaid() {
    Chart unrelated = read("{\"code\": {\"coding\": [{\"system\": \"urn:s\", \"code\": \"z\"}]}}");
    assertThat(unrelated.observations()).isEmpty();
    assertThat(unrelated.unused()).isEmpty();
    Chart text = read("{\"code\": {\"text\": \"a score\"}, \"valueInteger\": 1}");
    assertThat(text.observations()).isEmpty();
    assertThat(reasons(text)).containsExactly(Reason.TEXT_ONLY);
    Chart noSystem = read("{\"code\": {\"coding\": [{\"code\": \"a\"}]}}");
    assertThat(reasons(noSystem)).containsExactly(Reason.TEXT_ONLY);
  }

  private static PartialDate effective(String members) {
    String undated = score("{\"valueInteger\": 1, \"effectiveDateTime\": null}");
    return request()
        .with(OBSERVATIONS, Fixtures.merged(undated, members))
        .read()
        .observations()
        .get(0)
        .effective();
  }

  private static Observation only(String members) {
    Chart chart = read(members);
    assertThat(chart.unused()).isEmpty();
    assertThat(chart.observations()).hasSize(1);
    return chart.observations().get(0);
  }

  private static Chart read(String members) {
    return request().with(OBSERVATIONS, score(members)).read();
  }

  private static List<Reason> reasons(Chart chart) {
    return chart.unused().stream().map(Unused::reason).toList();
  }
}
