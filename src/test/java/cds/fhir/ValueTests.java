package cds.fhir;

import static cds.chart.DataKind.OBSERVATIONS;
import static cds.fhir.Fixtures.request;
import static cds.fhir.Fixtures.score;
import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Chart;
import cds.chart.Observation.Component;
import cds.chart.Unused;
import cds.chart.Unused.Reason;
import cds.chart.Value;
import cds.chart.Value.Form;
import cds.chart.Value.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of Observations and their components. */
class ValueTests {

  @Test
  void valuesOfEveryFormBecomeNumbers() {
    assertNumber(
        "{\"valueQuantity\": {\"value\": 4500, \"code\": \"g\"}}", "4.5", "kg", Form.QUANTITY);
    assertNumber("{\"valueQuantity\": {\"value\": 3}}", "3", null, Form.QUANTITY);
    assertNumber("{\"valueQuantity\": {\"value\": 300.0}}", "300", null, Form.QUANTITY);
    assertNumber("{\"valueInteger\": 4}", "4", null, Form.INTEGER);
    assertNumber("{\"valueString\": \" 24.6 \"}", "24.6", null, Form.TEXT);
    assertNumber(
        "{\"valueCodeableConcept\": {\"coding\": [{\"code\": \"3\"}]}}", "3", null, Form.CODED);
  }

  @Test
  void aCodedValueIsNoNumberButAConcept() {
    Value value =
        value(
            """
        {"valueCodeableConcept": {"coding": [{"system": "urn:c", "code": "373066001"}]}}""");
    assertThat(value).isEqualTo(new Value(null, null, Form.CODED, Set.of("yes"), null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"valueQuantity\": {\"value\": 24, \"comparator\": \"<\", \"unit\": \"kg\"}}; COMPARATOR; QUANTITY; WITHOUT_VALUE",
        "{\"valueQuantity\": {\"value\": 24, \"unit\": \"stone\"}}; UNKNOWN_UNIT; QUANTITY; UNKNOWN_UNIT",
        "{\"valueQuantity\": {\"value\": 24, \"code\": \"st\", \"unit\": \"kg\"}}; UNKNOWN_UNIT; QUANTITY; UNKNOWN_UNIT",
        "{\"valueQuantity\": {\"unit\": \"kg\"}}; ABSENT; QUANTITY; WITHOUT_VALUE",
        "{\"valueString\": \"about 24\"}; NOT_A_NUMBER; TEXT; WITHOUT_VALUE",
        "{\"valueString\": \"2.4e1\"}; NOT_A_NUMBER; TEXT; WITHOUT_VALUE",
        "{\"valueCodeableConcept\": {\"text\": \"3\"}}; NOT_A_NUMBER; CODED; WITHOUT_VALUE",
        "{\"valueCodeableConcept\": {\"coding\": [{\"code\": \"3\"}, {\"code\": \"4\"}]}}; NOT_A_NUMBER; CODED; WITHOUT_VALUE",
        "{\"valueRange\": {\"low\": {\"value\": 1}}}; NOT_A_NUMBER; NONE; WITHOUT_VALUE",
        "{\"dataAbsentReason\": {\"text\": \"refused\"}}; ABSENT; NONE; WITHOUT_VALUE",
        "{\"dataAbsentReason\": {\"text\": \"refused\"}, \"valueInteger\": 3}; ABSENT; NONE; WITHOUT_VALUE",
        "{}; ABSENT; NONE; WITHOUT_VALUE"
      })
  void valuesThatCannotBeUsedAreKeptAndSaid(
      String members, Problem problem, Form form, Reason reason) {
    Chart chart = read(members);
    assertThat(chart.observations().get(0).value())
        .isEqualTo(new Value(null, null, form, Set.of(), problem));
    assertThat(reasons(chart)).containsExactly(reason);
  }

  @Test
  void aBooleanIsOneOrZeroAndSaysThatItIsBoolean() {
    assertThat(value("{\"valueBoolean\": true}"))
        .isEqualTo(new Value(BigDecimal.ONE, null, Form.BOOLEAN, Set.of(), null));
    assertThat(value("{\"valueBoolean\": false}").number()).isEqualByComparingTo("0");
  }

  @Test
  void componentsOfOurSystemAreKept() {
    Chart chart =
        read(
            """
        {"component": [
          {"code": {"coding": [{"system": "urn:s", "code": "part-1"}]}, "valueQuantity": {"value": 2}},
          {"code": {"coding": [{"system": "urn:s", "code": "part-2"}]}, "valueString": "x"},
          {"code": {"coding": [{"system": "urn:z", "code": "part-3"}]}, "valueInteger": 1}]}""");
    assertThat(chart.observations().get(0).components())
        .containsExactly(
            new Component(
                "part-1", new Value(new BigDecimal("2"), null, Form.QUANTITY, Set.of(), null)),
            new Component(
                "part-2", new Value(null, null, Form.TEXT, Set.of(), Problem.NOT_A_NUMBER)));
    // The total is absent, but its parts tell it.
    assertThat(chart.unused()).isEmpty();
  }

  private static void assertNumber(String members, String number, String unit, Form form) {
    assertThat(value(members))
        .isEqualTo(new Value(new BigDecimal(number), unit, form, Set.of(), null));
  }

  private static Value value(String members) {
    Chart chart = read(members);
    assertThat(chart.unused()).isEmpty();
    return chart.observations().get(0).value();
  }

  private static Chart read(String members) {
    return request().with(OBSERVATIONS, score(members)).read();
  }

  private static List<Reason> reasons(Chart chart) {
    return chart.unused().stream().map(Unused::reason).toList();
  }
}
