package cds.fhir;

import static cds.chart.Completeness.COMPLETE;
import static cds.chart.Completeness.EMPTY;
import static cds.chart.Completeness.INCOMPLETE;
import static cds.chart.Completeness.UNKNOWN;
import static cds.chart.DataKind.OBSERVATIONS;
import static cds.fhir.Fixtures.bundle;
import static cds.fhir.Fixtures.request;
import static cds.fhir.Fixtures.score;
import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Chart;
import cds.chart.Completeness;
import cds.chart.DataKind;
import cds.chart.Unused;
import cds.chart.Unused.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletenessTests {

  private static final String OUTCOME =
      """
      {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "exception"}]}\
      """;

  @Test
  void everyKindHasACompleteness() {
    assertThat(request().read().completeness()).containsOnlyKeys(DataKind.values());
  }

  @Test
  void anAbsentKeyIsUnknownAndNullIsEmpty() {
    assertThat(request().read().completeness(OBSERVATIONS)).isEqualTo(UNKNOWN);
    assertThat(of("null")).isEqualTo(EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"entry\": []}",
        "{\"resourceType\": \"Bundle\"}",
        "{\"response\": {\"status\": \"200\"}, \"resource\": {\"resourceType\": \"Bundle\"}}"
      })
  void aBundleWithoutEntriesIsEmpty(String value) {
    assertThat(of(value)).isEqualTo(EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        OUTCOME_TEXT,
        "{\"response\": {\"status\": \"500\"}, \"resource\": " + OUTCOME_TEXT + "}",
        "{\"response\": {\"status\": \"404\"}}",
        "{}",
        "[]",
        "5",
        "\"text\"",
        "{\"resourceType\": \"Bundle\", \"entry\": {}}",
        "{\"resourceType\": [\"Bundle\"]}",
        "{\"resourceType\": \"Bundle\", \"implicitRules\": \"urn:r\"}"
      })
  void whatIsNoBundleIsUnknown(String value) {
    assertThat(of(value)).isEqualTo(UNKNOWN);
  }

  @Test
  void oneResourceInThePlaceOfABundleIsIncomplete() {
    assertThat(of("{\"resourceType\": \"Observation\"}")).isEqualTo(INCOMPLETE);
  }

  private static final String OUTCOME_TEXT = "{\"resourceType\": \"OperationOutcome\"}";

  @Test
  void aBundleThatHoldsOnlyOutcomesIsUnknown() {
    assertThat(of(bundle(OUTCOME, OUTCOME))).isEqualTo(UNKNOWN);
    assertThat(of("{\"resourceType\": \"Bundle\", \"entry\": [" + OUTCOME + "]}"))
        .isEqualTo(UNKNOWN);
  }

  @Test
  void anOutcomeAmongEntriesMakesTheBundleIncomplete() {
    Chart chart = request().with(OBSERVATIONS, score("{\"valueInteger\": 3}"), OUTCOME).read();
    assertThat(chart.completeness(OBSERVATIONS)).isEqualTo(INCOMPLETE);
    assertThat(chart.observations()).hasSize(1);
    assertThat(chart.unused()).isEmpty();
    assertThat(
            of(
                """
                {"resourceType": "Bundle", "entry": [{"search": {"mode": "outcome"}, "resource": {}},
                 {"resource": %s}]}\
                """
                    .formatted(score("{\"valueInteger\": 3}"))))
        .isEqualTo(INCOMPLETE);
  }

  @Test
  void readableEntriesMakeTheBundleComplete() {
    assertThat(of(bundle(score("{\"valueInteger\": 3}")))).isEqualTo(COMPLETE);
    assertThat(of(bundle(score("{\"valueInteger\": 3}")).replace("\"type\": \"searchset\", ", "")))
        .isEqualTo(COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"link\": [{\"relation\": \"self\"}, {\"relation\": \"next\", \"url\":"
            + " \"https://e.org\"}]",
        "\"link\": {\"relation\": \"next\"}",
        "\"total\": 7"
      })
  void aFurtherPageMakesTheBundleIncomplete(String member) {
    String whole = bundle(score("{\"valueInteger\": 3}"));
    assertThat(of(whole.replace("\"type\"", member + ", \"type\""))).isEqualTo(INCOMPLETE);
    assertThat(of("{\"resourceType\": \"Bundle\", " + member + "}")).isEqualTo(INCOMPLETE);
  }

  @Test
  void otherR4TypesAreIgnoredAndUnknownTypesAreUnreadable() {
    Chart chart =
        request()
            .with(
                OBSERVATIONS,
                score("{\"valueInteger\": 3}"),
                "{\"resourceType\": \"Medication\", \"id\": \"x\"}",
                "{\"resourceType\": \"Provenance\"}")
            .read();
    assertThat(chart.completeness(OBSERVATIONS)).isEqualTo(COMPLETE);
    assertThat(chart.unused()).isEmpty();

    Chart broken =
        request()
            .with(
                DataKind.MEDICATIONS, "{\"resourceType\": \"MedicationOrder\"}", "{}", "null", "3")
            .read();
    assertThat(broken.completeness(DataKind.MEDICATIONS)).isEqualTo(INCOMPLETE);
    assertThat(broken.unused())
        .hasSize(4)
        .containsOnly(new Unused(DataKind.MEDICATIONS, Reason.UNREADABLE, null));
  }

  @Test
  void oneBadEntryNeverLosesTheRest() {
    Chart chart =
        request()
            .with(
                OBSERVATIONS,
                score("{\"valueInteger\": 1}"),
                score("{\"id\": \"bad\", \"status\": \"nonsense\"}"),
                score("{\"valueInteger\": 2}"))
            .read();
    assertThat(chart.observations()).hasSize(2);
    assertThat(chart.completeness(OBSERVATIONS)).isEqualTo(INCOMPLETE);
    assertThat(chart.unused())
        .containsExactly(new Unused(OBSERVATIONS, Reason.UNREADABLE, "Observation/bad"));
  }

  @Test
  void whatIsReadIsReadForEveryKind() {
    Fixtures.Request request = request();
    Arrays.stream(DataKind.values())
        .filter(kind -> kind != DataKind.PATIENT)
        .forEach(kind -> request.value(kind, "null"));
    assertThat(request.read().completeness())
        .allSatisfy(
            (kind, found) ->
                assertThat(found).isEqualTo(kind == DataKind.PATIENT ? COMPLETE : EMPTY));
  }

  private static Completeness of(String value) {
    return request().value(OBSERVATIONS, value).read().completeness(OBSERVATIONS);
  }
}
