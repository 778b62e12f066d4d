package cds.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Answer;
import cds.acceptance.Engine;
import cds.acceptance.Json;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the shipped examples answer, on whatever day somebody tries them. */
class ExamplesTests {

  private static final Map<String, List<String>> ANSWERS =
      Map.of(
          "eligible-adult",
          List.of("ELIGIBLE info", "OCULAR_BASELINE info", "VACCINE_REVIEW info"),
          "child-without-weight",
          List.of(
              "DOSE_WEIGHT_MISSING soon",
              "ELIGIBLE info",
              "OCULAR_BASELINE info",
              "VACCINE_REVIEW info"),
          "missing-data",
          List.of(
              "INSUFFICIENT_DATA info",
              "REASSESS_SEVERITY routine",
              "TOPICAL_HISTORY_NEEDED routine"),
          "painful-red-eye",
          List.of("DOSE_HOLD_SUGGESTED urgent", "OCULAR_RED_FLAG emergency"),
          "wrong-dose",
          List.of("DOSE_DIFFERS_FROM_LABEL soon"),
          "live-vaccine",
          List.of("VACCINE_LIVE_ON_TREATMENT soon"),
          "refill",
          List.of("DOSE_WEIGHT_BAND_CROSSED soon", "ELIGIBLE info"),
          "stable",
          List.of(),
          "order-begun",
          List.of("ELIGIBLE info", "OCULAR_BASELINE info", "VACCINE_REVIEW info"));

  private static final List<LocalDate> DAYS =
      List.of(
          LocalDate.parse("2025-06-16"),
          LocalDate.parse("2026-03-01"),
          LocalDate.parse("2028-02-29"),
          LocalDate.parse("2034-12-31"));

  private final Examples examples = Examples.load();

  @Test
  void everyExampleIsKnownHere() {
    assertThat(examples.all()).extracting(Example::id).containsExactlyInAnyOrderElementsOf(ids());
    assertThat(examples.all())
        .allSatisfy(
            example -> {
              assertThat(example.title()).hasSizeBetween(5, 30);
              assertThat(example.shows()).hasSizeBetween(20, 80);
            });
  }

  @TestFactory
  Stream<DynamicTest> everyExampleAnswersTheSameOnAnyDay() {
    return examples.all().stream()
        .flatMap(
            example ->
                DAYS.stream()
                    .map(
                        day ->
                            DynamicTest.dynamicTest(
                                example.id() + " on " + day, () -> check(example, day))));
  }

  private static void check(Example example, LocalDate day) {
    Answer answer =
        Engine.us()
            .ask(
                example.service(),
                (ObjectNode) Json.read(example.on(day)),
                day.atTime(12, 0).toInstant(ZoneOffset.UTC));
    assertThat(answer.findings().stream().map(ExamplesTests::words).sorted().toList())
        .as(answer.words())
        .isEqualTo(ANSWERS.get(example.id()));
  }

  @Test
  void datesMoveAndNothingElse() {
    Example example =
        Example.read(
            "3-leap.json",
            """
            {"title": "t", "shows": "s", "service": "x", "asOf": "2024-02-28", "request":
             {"born": "2020-02-29", "at": "2024-02-28T10:00:00Z", "count": 20240228,
              "text": "since 2024-02-28", "id": "a-2024-02-28"}}\
            """);

    assertThat(example.id()).isEqualTo("leap");
    assertThat(Json.read(example.on(LocalDate.parse("2024-03-01"))))
        .isEqualTo(
            Json.quoted(
                "{'born': '2020-03-02', 'at': '2024-03-01T10:00:00Z', 'count': 20240228,"
                    + " 'text': 'since 2024-02-28', 'id': 'a-2024-02-28'}"));
  }

  private static List<String> ids() {
    return List.copyOf(ANSWERS.keySet());
  }

  private static String words(JsonNode finding) {
    return finding.path("code").asString("") + " " + finding.path("urgency").asString("");
  }
}
