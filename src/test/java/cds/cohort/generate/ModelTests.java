package cds.cohort.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A model says what it means, and what is wrong with it is said where it stands. */
class ModelTests {

  private static final String FORMS =
      """
      forms:
        patient: {resourceType: Patient, gender: "${sex}", birthDate: "${day:age}"}
        score:
          resourceType: Observation
          code: {coding: [{codesystem: ad-severity, code: <score>}]}
          subject: {reference: "${patient}"}
          effectiveDateTime: "${day:<day>}"
          valueQuantity: {value: "${<value>}"}
        disease:
          resourceType: Condition
          code: {coding: [{valueset: asthma, system: "http://snomed.info/sct"}]}
          subject: {reference: "${patient}"}
          note: [{text: "a \\"quoted\\" text of ${sex}, ${age} days"}]
      """;

  private static final String STEPS =
      """
      steps:
        - {draw: sex, choice: {male: 50, female: 50}, source: chosen}
        - {draw: age, whole: [400, 500]}
        - {line: patient}
      """;

  @TempDir private Path folder;

  private static Model model(String text) {
    return Model.read("my.yaml", text, Made.FILES, false);
  }

  private List<JsonNode> made(String type, String steps) {
    Map<String, String> texts = Made.texts(folder, model(FORMS + STEPS + steps), 200, 1);
    return Made.resources(texts.get(type));
  }

  @Test
  void aFormIsFilledWithValuesDaysCodesAndTexts() {
    List<JsonNode> diseases = made("Condition", "  - {line: disease}\n");

    assertThat(diseases).hasSize(200);
    assertThat(diseases.get(0).at("/subject/reference").asString()).isEqualTo("Patient/p-0000001");
    assertThat(diseases.get(0).at("/note/0/text").asString())
        .matches("a \"quoted\" text of (male|female), 4\\d\\d days");
    assertThat(diseases.stream().map(one -> one.at("/code/coding/0/code").asString()).distinct())
        .as("any concept of the value set")
        .containsExactlyInAnyOrder("195967001", "367542003");
  }

  @Test
  void valuesFollowFromOthersAsTheModelSays() {
    String steps =
        """
          - {draw: three, decimals: 1, sum: [1, {product: [4, 0.5]}]}
          - {draw: least, decimals: 0, smallest: [three, {difference: [10, 2]}, {quotient: [9, 3]}]}
          - draw: line_at
            decimals: 2
            points: {at: three, through: [[2, 10], [4, three]]}
          - draw: case
            decimals: 0
            cases: [{when: [three > 3], then: 1}, {when: [sex is male], then: 2}, {when: [sex is not male], then: 3}]
          - {draw: none, decimals: 0, when: [three < 3], value: 5}
          - {draw: told, decimals: 0, when: [none is known], value: 1, otherwise: 9}
          - {line: score, with: {score: easi, value: three, day: least}}
          - {line: score, with: {score: scorad, value: line_at, day: -30}}
          - {line: score, with: {score: poem, value: case, day: 3}}
          - {line: score, when: [none is unknown], with: {score: dlqi, value: told, day: 3}}
        """;

    List<JsonNode> scores = made("Observation", steps).subList(0, 4);

    assertThat(scores)
        .extracting(one -> one.at("/valueQuantity/value").toString())
        .satisfies(
            values -> {
              assertThat(values.get(0)).isEqualTo("3.0");
              assertThat(values.get(1)).isEqualTo("6.5");
              assertThat(values.get(2)).isIn("2", "3");
              assertThat(values.get(3)).isEqualTo("9");
            });
    assertThat(scores)
        .extracting(one -> one.path("effectiveDateTime").asString())
        .containsExactly("2025-06-13", "2025-07-16", "2025-06-13", "2025-06-13");
  }

  @Test
  void repeatedStepsHaveADayEachAndDrawAnew() {
    String steps =
        """
          - repeat: visit
            days:
              - {from: 300, to: 100, every: 100}
              - {when: [sex is male], at: 7}
            steps:
              - {draw: value, whole: [0, 1000000]}
              - {line: score, with: {score: easi, value: value, day: visit}}
        """;

    List<JsonNode> scores = made("Observation", steps);

    List<JsonNode> first =
        scores.stream().filter(one -> one.path("id").asString().startsWith("1-")).toList();
    assertThat(first.subList(0, 3))
        .extracting(one -> one.path("effectiveDateTime").asString())
        .containsExactly("2024-08-20", "2024-11-28", "2025-03-08");
    assertThat(first.stream().map(one -> one.at("/valueQuantity/value").asInt()).distinct())
        .hasSameSizeAs(first);
    assertThat(scores).hasSizeBetween(650, 750);
  }

  @Test
  void whatIsMarkedAsDirtIsLeftOutOfACleanPopulation() {
    String steps =
        "  - {line: score, percent: 100, dirt: true, source: x, with: {score: easi, value: 1, day: 1}}\n"
            + "  - {draw: odd, percent: 100, dirt: true, source: x}\n"
            + "  - {line: disease, when: [odd is 1]}\n";

    assertThat(made("Observation", steps)).hasSize(200);
    Model clean = Model.read("my.yaml", FORMS + STEPS + steps, Made.FILES, true);
    Map<String, String> texts = Made.texts(folder.resolve("clean"), clean, 200, 1);

    assertThat(texts.get("Observation")).isEmpty();
    assertThat(texts.get("Condition")).isEmpty();
    assertThat(texts.get("Patient").lines()).hasSize(200);
  }

  @Test
  void aPatientWithoutTheValueOfALineEndsTheRunWithASentence() {
    String steps =
        "  - {draw: late, decimals: 0, when: [age > 450], value: 1}\n"
            + "  - {line: score, with: {score: easi, value: late, day: 1}}\n";

    assertThatThrownBy(() -> made("Observation", steps))
        .isInstanceOf(ModelRejected.class)
        .hasMessageContaining("'late' has no value for a patient of whom it is written");
    assertThat(folder.resolve("Patient.ndjson")).doesNotExist();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          - {draw: a, percent: 120, source: x}     | my.yaml, steps > a: 'percent' must be a number from 0 to 100; read: 120
          - {draw: a, percent: 12}                 | steps > a: 'source' must be given as text
          - {draw: a, percnt: 12, source: x}       | unknown key 'percnt'; did you mean 'percent'?
          - {draw: a, source: x}                   | steps > a: says not how it is drawn; allowed is one of
          - {draw: a, choice: {x: 50, y: 40}, source: x} | steps > a > choice: the options must be 100 percent together; read: 90
          - {draw: a, whole: [1, agee]}            | steps > a > whole: there is no value drawn before 'agee'; did you mean 'age'?
          - {draw: a, whole: 7}                    | must be two numbers such as [1, 60]; read: 7
          - {draw: sex, value: 1}                  | 'sex' is drawn twice
          - {draw: a, value: 1, when: [sex is femal]}  | there is no option 'femal'; did you mean 'female'?
          - {draw: a, value: 1, when: [age = 4]}   | a condition reads like
          - {draw: a, lookup: {table: rules/reference/weight-for-ag.csv, by: {x: age}, gives: p3_kg}} | there is no table in the release 'rules/reference/weight-for-ag.csv'; did you mean 'rules/reference/weight-for-age.csv'?
          - {draw: a, lookup: {table: rules/dosing/us-label/dose.csv, by: {age_months: age}, gives: maintenance}} | there is no column 'maintenance'
          - {line: diseas}                         | steps > 4 > diseas: there is no form 'diseas'; did you mean 'disease'?
          - {line: score, with: {score: easy, value: 1, day: 1}} | there is no code of the code system 'ad-severity' 'easy'; did you mean 'easi'?
          - {line: score, with: {score: easi, day: 1}} | the line must give <value>
          - {line: score, with: {score: easi, value: 1, day: 1, dai: 1}} | there is no <dai> in the form 'score'
          - {line: score, percent: 5, with: {score: easi, value: 1, day: 1}} | 'source' must be given as text
          - {draw: a, uniform: [0, 1]}, {line: score, with: {score: easi, value: a, day: 1}} | 'a' is written, so its draw must say its 'decimals'
          - {lin: score}                           | a step begins with draw, line, repeat or group
          """)
  void mistakesAreSaidWhereTheyStand(String step, String says) {
    String steps = "  " + step.replace("}, {line", "}\n  - {line") + "\n";

    assertThatThrownBy(() -> model(FORMS + STEPS + steps))
        .isInstanceOf(ModelRejected.class)
        .hasMessageContaining("my.yaml")
        .hasMessageContaining(says);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          valueset: asthma        | valueset: astma        | there is no value set 'astma'; did you mean 'asthma'?
          info/sct"}]}            | info/none"}]}          | the value set 'asthma' holds no such code
          resourceType: Condition | resourcetype: Condition | forms > disease: 'resourceType' must be given as text
          """)
  void mistakesInFormsAreSaidWhereTheyStand(String right, String wrong, String says) {
    String text = FORMS + STEPS + "  - {line: disease}\n";
    assertThat(text).contains(right);

    assertThatThrownBy(() -> model(text.replace(right, wrong)))
        .isInstanceOf(ModelRejected.class)
        .hasMessageContaining(says);
  }

  @Test
  void whatIsNoYamlIsSaidWithItsLine() {
    assertThatThrownBy(() -> model("forms: {\nsteps"))
        .isInstanceOf(ModelRejected.class)
        .hasMessageContaining("my.yaml, row line 2");
  }
}
