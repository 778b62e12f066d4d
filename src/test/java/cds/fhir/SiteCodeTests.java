package cds.fhir;

import static cds.chart.DataKind.OBSERVATIONS;
import static cds.fhir.Fixtures.JSON;
import static cds.fhir.Fixtures.bundle;
import static cds.fhir.Fixtures.merged;
import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Engine;
import cds.chart.Chart;
import cds.chart.DataKind;
import cds.chart.Observation;
import cds.chart.Unused;
import cds.chart.Unused.Reason;
import cds.chart.Value;
import cds.chart.Value.Form;
import cds.chart.Value.Problem;
import cds.knowledge.CodeMapReader;
import cds.knowledge.Problems;
import cds.knowledge.RuleSet;
import cds.knowledge.SiteCodes;
import cds.rules.Release;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Observations that come under codes of the site itself. */
class SiteCodeTests {

  private static final String SCORES =
      "https://dupilumab-cds.github.io/fhir/CodeSystem/ad-severity";

  private static final String MAP =
"""
owner: Clinic
reviewed: "2026-11-01"
codes:
  - {system: urn:site, code: grade, display: Grade, score: viga-ad, scale: 0-4, value: string,
     transform: {answers: {0 - Clear: 0, 3 - Moderate: 3}}}
  - {system: urn:site, code: total, display: Total, score: easi, scale: 0-72, value: quantity, range: "[0..60]"}
  - {system: urn:site, code: again, display: Total again, score: easi, scale: 0-72, value: quantity, range: "[0..72]"}
  - {system: urn:site, code: text, display: Itch, score: pp-nrs-24h, scale: 0-10, value: numeric-string, range: "[0..10]"}
  - {system: urn:site, code: place, display: Place, score: pp-nrs-24h, scale: 0-10, value: integer,
     transform: {answers: {"1": 0, "2": 1}}}
  - {system: urn:site, code: whole, display: POEM, score: poem, scale: 0-28, value: integer, range: "[0..28]"}
  - {system: urn:site, code: choice, display: Choice, score: viga-ad, scale: 0-4, value: coded,
     answer-system: urn:answers, transform: {answers: {A0: 0, A3: 3, Moderate: 3}}}
  - {system: urn:site, code: worded, display: Worded, score: viga-ad, scale: 0-4, value: coded,
     transform: {answers: {A0: 0, Moderate: 3}}}
  - {system: urn:site, code: area, display: Area, score: bsa-involved, scale: 0-100, value: quantity,
     unit: "%", range: "[0..100]"}
  - {system: urn:site, code: part, display: Part, score: bsa-involved, scale: 0-100, value: quantity,
     unit: "%", transform: {factor: 100}, range: "[0..1]"}
  - {system: urn:site, code: pounds, display: Weight, score: body-weight, value: quantity,
     unit: "[lb_av]", range: "[1..1000]"}
""";

  private static final ChartReader READER = reader();
  private static final SiteCodes SITE = site();

  @ParameterizedTest(name = "{0} with {1} is {2} {3} of {4}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "grade ~ 'valueString': '3 - Moderate' ~ 3 ~ {score} ~ score-viga-ad",
        "grade ~ 'valueString': ' 0 - Clear ' ~ 0 ~ {score} ~ score-viga-ad",
        "total ~ 'valueQuantity': {'value': 18.40} ~ 18.4 ~ {score} ~ score-easi",
        "total ~ 'valueQuantity': {'value': 60, 'unit': 'score'} ~ 60 ~ {score} ~ score-easi",
        "total ~ 'valueQuantity': {'value': 0} ~ 0 ~ {score} ~ score-easi",
        "text ~ 'valueString': '7' ~ 7 ~ {score} ~ score-pp-nrs-24h",
        "place ~ 'valueInteger': 1 ~ 0 ~ {score} ~ score-pp-nrs-24h",
        "whole ~ 'valueInteger': 20 ~ 20 ~ {score} ~ score-poem",
        "choice ~ 'valueCodeableConcept': {'text': 'Moderate'} ~ 3 ~ {score} ~ score-viga-ad",
        "choice ~ 'valueCodeableConcept': {'coding': [{'system': 'urn:answers', 'code': 'A3'}],"
            + " 'text': 'mod.'} ~ 3 ~ {score} ~ score-viga-ad",
        "choice ~ 'valueCodeableConcept': {'coding': [{'system': 'urn:x', 'code': 'Z'}, {'system':"
            + " 'urn:answers', 'code': 'A0'}]} ~ 0 ~ {score} ~ score-viga-ad",
        "worded ~ 'valueCodeableConcept': {'coding': [{'system': 'urn:x', 'code': 'A0'}], 'text':"
            + " 'Moderate'} ~ 3 ~ {score} ~ score-viga-ad",
        "area ~ 'valueQuantity': {'value': 35} ~ 35 ~ % ~ score-bsa-involved",
        "area ~ 'valueQuantity': {'value': 35, 'code': '%'} ~ 35 ~ % ~ score-bsa-involved",
        "part ~ 'valueQuantity': {'value': 0.35} ~ 35 ~ % ~ score-bsa-involved",
        "part ~ 'valueQuantity': {'value': 0.35, 'code': '1'} ~ 35 ~ % ~ score-bsa-involved",
        "pounds ~ 'valueQuantity': {'value': 100} ~ 45.359237 ~ kg ~ body-weight",
        "pounds ~ 'valueQuantity': {'value': 100, 'unit': 'lbs'} ~ 45.359237 ~ kg ~ body-weight",
      })
  void aMappedValueIsReadAsTheScore(
      String code, String value, BigDecimal number, String unit, String valueSet) {
    Chart chart = read(observation(coding("urn:site", code), value));

    assertThat(chart.unused()).isEmpty();
    Observation observation = chart.observations().get(0);
    assertThat(observation.codes()).contains(valueSet);
    assertThat(observation.value())
        .isEqualTo(new Value(number, unit, Form.QUANTITY, Set.of(), null));
    assertThat(observation.local()).isNotNull().matches(local -> local.code().equals(code));
  }

  /** A code of the site is in every value set that our own code is in. */
  @Test
  void aMappedScoreCountsLikeOneOfOurs() {
    Observation ours = only(coding(SCORES, "easi"), "'valueInteger': 18");
    Observation theirs = only(coding("urn:site", "total"), "'valueQuantity': {'value': 18}");

    assertThat(theirs.codes())
        .containsExactlyInAnyOrderElementsOf(ours.codes())
        .hasSizeGreaterThan(1);
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "grade ~ 'valueString': '3 - moderate' ~ UNKNOWN_ANSWER",
        "grade ~ 'valueString': '3' ~ UNKNOWN_ANSWER",
        "grade ~ 'valueInteger': 3 ~ OTHER_FORM",
        "grade ~ 'valueCodeableConcept': {'text': '3 - Moderate'} ~ OTHER_FORM",
        "total ~ 'valueQuantity': {'value': 60.1} ~ OUT_OF_RANGE",
        "total ~ 'valueQuantity': {'value': -0.1} ~ OUT_OF_RANGE",
        "total ~ 'valueQuantity': {'value': 18, 'code': '%'} ~ OTHER_UNIT",
        "total ~ 'valueQuantity': {'value': 18, 'unit': 'points'} ~ OTHER_UNIT",
        "total ~ 'valueQuantity': {'value': 18, 'comparator': '<'} ~ WITHOUT_VALUE",
        "total ~ 'valueQuantity': {'unit': '{score}'} ~ WITHOUT_VALUE",
        "total ~ 'valueInteger': 18 ~ OTHER_FORM",
        "total ~ 'valueString': '18' ~ OTHER_FORM",
        "total ~ 'valueBoolean': true ~ OTHER_FORM",
        "total ~ 'valueDateTime': '2025-06-10' ~ OTHER_FORM",
        "total ~ 'dataAbsentReason': {'text': 'not done'} ~ WITHOUT_VALUE",
        "text ~ 'valueString': 'seven' ~ WITHOUT_VALUE",
        "text ~ 'valueString': '7 of 10' ~ WITHOUT_VALUE",
        "text ~ 'valueString': '11' ~ OUT_OF_RANGE",
        "place ~ 'valueInteger': 3 ~ UNKNOWN_ANSWER",
        "whole ~ 'valueInteger': 29 ~ OUT_OF_RANGE",
        "choice ~ 'valueCodeableConcept': {'text': 'Severe'} ~ UNKNOWN_ANSWER",
        "choice ~ 'valueCodeableConcept': {'coding': [{'system': 'urn:x', 'code': 'A3'}]} ~"
            + " UNKNOWN_ANSWER",
        "choice ~ 'valueCodeableConcept': {'coding': [{'code': 'A3'}]} ~ UNKNOWN_ANSWER",
        "choice ~ 'valueCodeableConcept': {'coding': [{'system': 'urn:answers', 'code': 'A9'}],"
            + " 'text': 'Moderate'} ~ UNKNOWN_ANSWER",
        "choice ~ 'valueCodeableConcept': {'coding': [{'system': 'urn:answers', 'code': 'A0'}],"
            + " 'text': 'Moderate'} ~ UNKNOWN_ANSWER",
        "choice ~ 'valueCodeableConcept': {'coding': [{'system': 'urn:x', 'code': 'Z', 'display':"
            + " 'Moderate'}]} ~ UNKNOWN_ANSWER",
        "worded ~ 'valueCodeableConcept': {'coding': [{'system': 'urn:answers', 'code': 'A0'}]} ~"
            + " UNKNOWN_ANSWER",
        "part ~ 'valueQuantity': {'value': 35} ~ OUT_OF_RANGE",
        "part ~ 'valueQuantity': {'value': 0.35, 'code': '%'} ~ OTHER_UNIT",
        "pounds ~ 'valueQuantity': {'value': 82, 'code': 'kg'} ~ OTHER_UNIT",
        "pounds ~ 'valueQuantity': {'value': 0} ~ OUT_OF_RANGE",
      })
  void whatTheMapCannotReadIsSaidAndNeverGuessed(String code, String value, Reason reason) {
    Chart chart = read(observation(coding("urn:site", code), value));

    assertThat(chart.observations()).hasSize(1);
    assertThat(chart.observations().get(0).value().number()).isNull();
    assertThat(chart.observations().get(0).value().problem()).isNotNull();
    assertThat(chart.unused()).extracting(Unused::reason).containsExactly(reason);
  }

  @Test
  void theRestOfTheObservationIsReadAsEver() {
    String code = coding("urn:site", "total");
    String value = "'valueQuantity': {'value': 18}";

    assertThat(reasons(code, value + ", 'status': 'entered-in-error'"))
        .containsExactly(Reason.ENTERED_IN_ERROR);
    assertThat(reasons(code, value + ", 'status': 'preliminary'"))
        .containsExactly(Reason.PRELIMINARY);
    assertThat(reasons(code, value + ", 'effectiveDateTime': '2025-06-18'"))
        .containsExactly(Reason.AFTER_EVALUATION);
    assertThat(reasons(code, value + ", 'subject': {'reference': 'Patient/q'}"))
        .containsExactly(Reason.OTHER_SUBJECT);
  }

  @Test
  void aCodeThatIsNotMappedIsPassedOver() {
    for (String coding : List.of(coding("urn:site", "other"), coding("urn:town", "total"))) {
      Chart chart = read(observation(coding, "'valueQuantity': {'value': 18}"));
      assertThat(chart.observations()).isEmpty();
      assertThat(chart.unused()).isEmpty();
    }
    String without = "{'code': 'total', 'display': 'Total'}";
    assertThat(reasons(without, "'valueQuantity': {'value': 18}"))
        .containsExactly(Reason.TEXT_ONLY);
  }

  @Test
  void aStandardCodeThatSaysTheSameWins() {
    Observation both =
        only(
            coding(SCORES, "easi") + "," + coding("urn:site", "total"),
            "'valueQuantity': {'value': 18, 'code': '{score}'}");

    assertThat(both.local()).isNull();
    assertThat(both)
        .isEqualTo(
            only(coding(SCORES, "easi"), "'valueQuantity': {'value': 18, 'code': '{score}'}"));
  }

  @Test
  void whereTheStandardCodeCannotReadTheValueTheMapDoes() {
    Observation both =
        only(
            coding(SCORES, "viga-ad") + "," + coding("urn:site", "grade"),
            "'valueString': '3 - Moderate'");

    assertThat(both.value().number()).isEqualTo(new BigDecimal("3"));
    assertThat(both.local()).isNotNull();
  }

  @Test
  void whereOnlyTheSiteSaysInWhichUnitTheMapCounts() {
    Observation both =
        only(
            coding(SCORES, "bsa-involved") + "," + coding("urn:site", "area"),
            "'valueQuantity': {'value': 35}");

    assertThat(both.value())
        .isEqualTo(new Value(new BigDecimal("35"), "%", Form.QUANTITY, Set.of(), null));
  }

  @Test
  void aStandardUnitOutweighsWhatTheMapAssumesOfBareNumbers() {
    String codes = coding("http://loinc.org", "29463-7") + "," + coding("urn:site", "pounds");

    assertThat(only(codes, "'valueQuantity': {'value': 82, 'code': 'kg'}").value())
        .isEqualTo(new Value(new BigDecimal("82"), "kg", Form.QUANTITY, Set.of(), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // another score
        "{'system': 'SCORES', 'code': 'scorad'}, {'system': 'urn:site', 'code': 'total'}",
        // two codes of the site for two scores
        "{'system': 'urn:site', 'code': 'total'}, {'system': 'urn:site', 'code': 'area'}",
        // another number: 0.5 as it stands, and 50 by the map
        "{'system': 'SCORES', 'code': 'bsa-involved'}, {'system': 'urn:site', 'code': 'part'}",
        // something that is no score at all
        "{'system': 'http://loinc.org', 'code': '29463-7'}, {'system': 'urn:site', 'code':"
            + " 'total'}",
      })
  void codesThatSayDifferentThingsMakeItUnreadable(String codings) {
    Chart chart =
        read(observation(codings.replace("SCORES", SCORES), "'valueQuantity': {'value': 0.5}"));

    assertThat(chart.observations().get(0).value().problem()).isEqualTo(Problem.DISCORDANT_CODES);
    assertThat(chart.observations().get(0).value().number()).isNull();
    assertThat(chart.unused()).extracting(Unused::reason).containsExactly(Reason.DISCORDANT_CODES);
  }

  @Test
  void twoCodesOfTheSiteForOneScoreMustBothReadIt() {
    String codes = coding("urn:site", "total") + "," + coding("urn:site", "again");

    assertThat(only(codes, "'valueQuantity': {'value': 60}").value().problem()).isNull();
    assertThat(reasons(codes, "'valueQuantity': {'value': 61}"))
        .containsExactly(Reason.OUT_OF_RANGE);
  }

  @Test
  void withoutAMapNothingIsRecognised() {
    ObjectNode prefetch = prefetch(observation(coding("urn:site", "total"), "'valueInteger': 1"));
    Chart chart =
        READER.read(
            new ReadInput(
                "p",
                Prefetch.of(prefetch),
                EnumSet.allOf(DataKind.class),
                List.of(),
                false,
                Engine.NOON,
                ZoneOffset.UTC));

    assertThat(chart.observations()).isEmpty();
    assertThat(chart.unused()).isEmpty();
  }

  private static Observation only(String codings, String members) {
    Chart chart = read(observation(codings, members));
    assertThat(chart.unused()).isEmpty();
    assertThat(chart.observations()).hasSize(1);
    return chart.observations().get(0);
  }

  private static List<Reason> reasons(String codings, String members) {
    return read(observation(codings, members)).unused().stream().map(Unused::reason).toList();
  }

  private static String coding(String system, String code) {
    return "{'system': '" + system + "', 'code': '" + code + "'}";
  }

  private static String observation(String codings, String members) {
    return merged(
"""
{"resourceType": "Observation", "id": "o", "status": "final", "subject": {"reference": "Patient/p"},
 "effectiveDateTime": "2025-06-10"}\
""",
        ("{'code': {'coding': [" + codings + "]}, " + members + "}").replace('\'', '"'));
  }

  private static ObjectNode prefetch(String observation) {
    ObjectNode prefetch = JSON.createObjectNode();
    prefetch.set(
        DataKind.PATIENT.key(),
        JSON.readTree(
            "{\"resourceType\": \"Patient\", \"id\": \"p\", \"birthDate\": \"1990-04-02\"}"));
    prefetch.set(OBSERVATIONS.key(), JSON.readTree(bundle(observation)));
    return prefetch;
  }

  private static Chart read(String observation) {
    Instant noon = Engine.NOON;
    return READER.read(
        new ReadInput(
            "p",
            Prefetch.of(prefetch(observation)),
            EnumSet.allOf(DataKind.class),
            List.of(),
            false,
            noon,
            ZoneOffset.UTC,
            SITE));
  }

  private static SiteCodes site() {
    Problems problems = new Problems();
    SiteCodes site =
        SiteCodes.of(CodeMapReader.read("map.yaml", MAP, problems), Release.rules(), problems);
    problems.refuseIfAny();
    return site;
  }

  private static ChartReader reader() {
    RuleSet rules = Release.rules();
    return new ChartReader(rules.terminology(), rules.units(), rules.drugs(), rules.vocabulary());
  }
}
