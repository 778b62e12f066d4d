package cds.fhir;

import static cds.chart.DataKind.CONDITIONS;
import static cds.chart.DataKind.OBSERVATIONS;
import static cds.fhir.Fixtures.condition;
import static cds.fhir.Fixtures.request;
import static cds.fhir.Fixtures.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import cds.chart.Chart;
import cds.chart.Completeness;
import cds.chart.DataKind;
import cds.chart.Unused;
import cds.chart.Unused.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HAPI would lose or misread in silence makes the entry unreadable. */
class StrictnessTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"valueQuantity\": \"24\"}",
        "{\"valueQuantity\": 24}",
        "{\"valueQuantity\": [{\"value\": 24}]}",
        "{\"valueQuantity\": {\"value\": \"24\"}}",
        "{\"valueQuantity\": {\"value\": {}}}",
        "{\"valueQuantity\": {\"value\": 24, \"comparator\": \"about\"}}",
        "{\"valueQuantity\": {\"value\": 24}, \"valueInteger\": 3}",
        "{\"valueString\": \"24\", \"valueInteger\": 24}",
        "{\"valueInteger\": 2.5}",
        "{\"valueInteger\": \"24\"}",
        "{\"valueDecimal\": 24.5}",
        "{\"value\": {\"value\": 24}}",
        "{\"effectiveDateTime\": \"2025-13-45\"}",
        "{\"effectiveDateTime\": \"2025-02-30\"}",
        "{\"effectiveDateTime\": \"yesterday\"}",
        "{\"effectiveDateTime\": 2025}",
        "{\"effectivePeriod\": {\"start\": \"2025-01-01\"}}",
        "{\"effective\": \"2025-01-01\"}",
        "{\"status\": [\"final\"]}",
        "{\"status\": \"Final\"}",
        "{\"code\": [{\"coding\": [{\"system\": \"urn:s\", \"code\": \"a\"}]}]}",
        "{\"code\": \"a\"}",
        "{\"code\": {\"coding\": [\"a\"]}}",
        "{\"code\": null}",
        "{\"dataAbsentReason\": \"unknown\"}",
        "{\"implicitRules\": \"https://example.org/rules\"}",
        "{\"modifierExtension\": [{\"url\": \"urn:not\", \"valueBoolean\": true}]}",
        "{\"code\": {\"coding\": [{\"system\": \"urn:s\", \"code\": \"a\"}], \"modifierExtension\":"
            + " [{\"url\": \"urn:not\"}]}}",
        "{\"unheardOf\": {\"modifierExtension\": [{\"url\": \"urn:not\"}]}}",
        "{\"contained\": [{\"resourceType\": \"Nothing\"}]}",
        "{\"contained\": \"x\"}"
      })
  void losesTheEntryAndSaysSo(String members) {
    Chart chart = request().with(OBSERVATIONS, score(members)).read();
    // A null in merged() removes the member; the missing code is unreadable as well.
    assertThat(chart.observations()).isEmpty();
    assertThat(chart.unused())
        .containsExactly(new Unused(OBSERVATIONS, Reason.UNREADABLE, "Observation/o"));
    assertThat(chart.completeness(OBSERVATIONS)).isEqualTo(Completeness.INCOMPLETE);
  }

  /** Earlier releases had codes where R4 has concepts: nothing is guessed. */
  @ParameterizedTest
  @ValueSource(
      strings = {"{\"clinicalStatus\": \"active\"}", "{\"verificationStatus\": \"confirmed\"}"})
  void readsAStatusThatIsACode(String members) {
    Chart chart = request().with(CONDITIONS, condition(members)).read();
    assertThat(chart.conditions()).hasSize(1);
    assertThat(chart.unused()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"clinicalStatus\": \"unheard-of\"}",
        "{\"clinicalStatus\": {\"text\": \"active\"}}",
        "{\"clinicalStatus\": {\"coding\": [{\"code\": \"unheard-of\"}]}}",
        "{\"clinicalStatus\": {\"coding\": [{\"code\": \"active\"}, {\"code\": \"resolved\"}]}}",
        "{\"verificationStatus\": {\"coding\": [{\"system\": \"urn:x\", \"code\":"
            + " \"confirmed\"}]}}",
        "{\"onsetDateTime\": \"2020\", \"onsetString\": \"2020\"}"
      })
  void losesAConditionWhoseStatusWouldBeGuessed(String members) {
    Chart chart = request().with(CONDITIONS, condition(members)).read();
    assertThat(chart.conditions()).isEmpty();
    assertThat(chart.unused())
        .containsExactly(new Unused(CONDITIONS, Reason.UNREADABLE, "Condition/c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"unheardOf\": {\"a\": [1, null, {\"b\": 1e400}]}}",
        "{\"extension\": [{\"url\": \"urn:e\", \"valueBoolean\": \"yes\"}]}",
        "{\"extension\": 5}",
        "{\"_status\": {\"extension\": [{\"url\": \"urn:e\", \"valueString\": \"x\"}]}}",
        "{\"text\": {\"status\": \"generated\", \"div\": \"<div><p>not closed\"}}",
        "{\"modifierExtension\": []}",
        "{\"implicitRules\": \"\"}",
        "{\"issued\": \"\"}",
        "{\"note\": []}",
        "{\"note\": \"said in passing\"}",
        "{\"category\": {\"text\": \"exam\"}}",
        "{\"component\": {\"code\": {}}}",
        "{\"meta\": {\"profile\": [\"https://example.org/p\"]}}",
        "{\"fhir_comments\": [\"x\"]}"
      })
  void toleratesWhatIsHarmless(String members) {
    Chart chart =
        request()
            .with(OBSERVATIONS, Fixtures.merged(score("{\"valueInteger\": 3}"), members))
            .read();
    assertThat(chart.observations()).hasSize(1);
    assertThat(chart.unused()).isEmpty();
    assertThat(chart.completeness(OBSERVATIONS)).isEqualTo(Completeness.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e20000000", "1e-20000000", "1e400", "-1E+99", "0.5e-77"})
  void hugeNumbersNeitherHangNorCount(String number) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          Chart chart =
              request()
                  .with(
                      OBSERVATIONS,
                      score(
                          "{\"valueQuantity\": {\"value\": %s, \"unit\": \"kg\"}}"
                              .formatted(number)))
                  .read();
          assertThat(chart.observations()).isEmpty();
          assertThat(chart.unused()).extracting(Unused::reason).containsOnly(Reason.UNREADABLE);
        });
  }

  @Test
  void deepGarbageLosesItsEntryOnly() {
    String deep = "{\"item\": [".repeat(120) + "]}".repeat(120);
    Chart chart =
        request()
            .with(
                OBSERVATIONS, score("{\"x\": %s}".formatted(deep)), score("{\"valueInteger\": 1}"))
            .read();
    assertThat(chart.observations()).hasSize(1);
    assertThat(chart.unused()).hasSize(1);
  }

  @Test
  void negationsOfEarlierReleasesAreNotOverlooked() {
    String statement = Fixtures.drug("MedicationStatement", "{\"taken\": \"n\", \"intent\": null}");
    Chart chart = request().with(DataKind.MEDICATION_STATEMENTS, statement).read();
    assertThat(chart.medications()).isEmpty();
    assertThat(chart.completeness(DataKind.MEDICATION_STATEMENTS))
        .isEqualTo(Completeness.INCOMPLETE);
  }

  @Test
  void anIdThatCouldCarryMarkupIsNotRepeated() {
    assertThatNoException()
        .isThrownBy(
            () -> {
              Chart chart =
                  request()
                      .with(OBSERVATIONS, score("{\"id\": \"<b>x</b>\", \"valueInteger\": 1}"))
                      .read();
              assertThat(chart.observations().get(0).reference()).isEqualTo("Observation");
            });
  }
}
