package cds.fhir;

import static cds.chart.DataKind.QUESTIONNAIRES;
import static cds.fhir.Fixtures.merged;
import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Answer;
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
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTests {

  private static final PartialDate DAY = PartialDate.ofDay(LocalDate.of(2025, 6, 10));
  private static final Instant MOMENT = Instant.parse("2025-06-10T08:30:00Z");

  @Test
  void answersComeFromFlatAndNestedItems() {
    Chart chart =
        checkIn(
            """
            {"item": [
              {"linkId": "flat", "answer": [{"valueBoolean": true}]},
              {"linkId": "group", "item": [{"linkId": "minutes", "answer": [{"valueInteger": 30}]},
                {"linkId": "half", "answer": [{"valueDecimal": 0.5, "item": [{"linkId": "below", "answer": [{"valueBoolean": false}]}]}]}]},
              {"linkId": "day", "answer": [{"valueDate": "2025-06-01"}]}]}""");
    assertThat(chart.answers())
        .containsExactly(
            answer("flat", true, null, null),
            answer("minutes", null, new BigDecimal("30"), null),
            answer("half", null, new BigDecimal("0.5"), null),
            answer("below", false, null, null),
            answer("day", null, null, PartialDate.ofDay(LocalDate.of(2025, 6, 1))));
    assertThat(chart.unused()).isEmpty();
  }

  @Test
  void answersOfOtherFormsOrSeveralAtOnceAreUnansweredAndSaid() {
    Chart chart =
        checkIn(
            """
            {"item": [
              {"linkId": "text", "answer": [{"valueString": "yes"}]},
              {"linkId": "both", "answer": [{"valueBoolean": true}, {"valueBoolean": false}]},
              {"linkId": "none"}]}""");
    assertThat(chart.answers()).isEmpty();
    assertThat(chart.unused())
        .extracting(Unused::reason)
        .containsExactly(Unused.Reason.WITHOUT_VALUE);
  }

  @Test
  void theVersionOfTheCanonicalDoesNotMatterAndOtherFormsAreIgnored() {
    String item = ", \"item\": [{\"linkId\": \"x\", \"answer\": [{\"valueBoolean\": true}]}]}";
    assertThat(
            checkIn("{\"questionnaire\": \"https://example.org/check-in|1.2.0\"" + item).answers())
        .hasSize(1);
    Chart other = checkIn("{\"questionnaire\": \"https://example.org/other\"" + item);
    assertThat(other.answers()).isEmpty();
    assertThat(other.unused()).isEmpty();
    assertThat(checkIn("{\"questionnaire\": null" + item).answers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"status\": \"amended\"}',",
    "'{\"status\": \"in-progress\"}', NOT_FINAL",
    "'{\"status\": \"stopped\"}', NOT_FINAL",
    "'{\"status\": \"entered-in-error\"}', ENTERED_IN_ERROR",
    "'{\"authored\": \"2025-06-17\"}', AFTER_EVALUATION",
    "'{\"authored\": null}', UNREADABLE",
    "'{\"status\": null}', UNREADABLE"
  })
  void onlyFinishedFormsWithADateCount(String members, Reason reason) {
    String item = ", \"item\": [{\"linkId\": \"x\", \"answer\": [{\"valueBoolean\": true}]}]}";
    Chart chart = checkIn(members.substring(0, members.length() - 1) + item);
    assertThat(chart.answers()).hasSize(reason == null ? 1 : 0);
    assertThat(chart.unused())
        .extracting(Unused::reason)
        .isEqualTo(reason == null ? List.of() : List.of(reason));
  }

  @Test
  void itemsOfScoreFormsBecomeObservations() {
    Chart chart =
        scores(
            """
            {"linkId": "g", "item": [{"linkId": "total", "answer": [{"valueDecimal": 24.6}]}]},
            {"linkId": "other", "answer": [{"valueInteger": 3}]},
            {"linkId": "unmapped", "answer": [{"valueInteger": 4}]}""");
    assertThat(chart.observations())
        .containsExactly(
            observation("score-a", new BigDecimal("24.6")),
            observation("score-b", new BigDecimal("3")));
    assertThat(chart.answers()).isEmpty();
  }

  @Test
  void aScoreThatIsNoNumberIsSaid() {
    Chart chart = scores("{\"linkId\": \"total\", \"answer\": [{\"valueString\": \"high\"}]}");
    assertThat(chart.observations()).hasSize(1);
    assertThat(chart.unused())
        .containsExactly(
            new Unused(QUESTIONNAIRES, Reason.WITHOUT_VALUE, "QuestionnaireResponse/q"));
  }

  private static Observation observation(String code, BigDecimal number) {
    return new Observation(
        "QuestionnaireResponse/q",
        Set.of(code),
        false,
        DAY,
        MOMENT,
        new Value(number, null, Form.INTEGER, Set.of(), null),
        List.of());
  }

  private static Answer answer(String linkId, Boolean yes, BigDecimal number, PartialDate date) {
    return new Answer("QuestionnaireResponse/q", linkId, yes, number, date, DAY, MOMENT);
  }

  private static Chart scores(String items) {
    return checkIn(
        "{\"questionnaire\": \"https://example.org/scores|2\", \"item\": [%s]}".formatted(items));
  }

  private static Chart checkIn(String members) {
    String base =
        """
        {"resourceType": "QuestionnaireResponse", "id": "q", "status": "completed", "subject": {"reference": "Patient/p"},
         "questionnaire": "https://example.org/check-in", "authored": "2025-06-10T08:30:00Z"}""";
    return Fixtures.request().with(QUESTIONNAIRES, merged(base, members)).read();
  }
}
