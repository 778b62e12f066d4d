package cds.authoring.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.knowledge.Confidence;
import cds.knowledge.Parameter;
import cds.rules.Release;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParametersTests {

  private static final String FILE = "rules/dictionary/parameters.yaml";
  private static final String TEXT = Release.texts().get(FILE);
  private static final LocalDate DAY = LocalDate.of(2027, 1, 15);

  private static Parameters.Value value(String value, LocalDate since, @Nullable String note) {
    return new Parameters.Value(value, since, "project", Confidence.PROPOSAL, note);
  }

  /** Every number of the release can be changed; the file changes in one line. */
  @Test
  void aNewValueKeepsTheOldOneUnderEarlier() {
    assertThat(Release.rules().parameters()).hasSizeGreaterThan(60);
    for (Parameter parameter : Release.rules().parameters().values()) {
      String changed = Parameters.withValue(TEXT, parameter.name(), value("12.50", DAY, null));
      Map<String, String> texts = Release.texts();
      texts.put(FILE, changed);

      assertThat(changed.lines().filter(line -> !TEXT.contains(line + "\n")))
          .as(parameter.name())
          .singleElement()
          .asString()
          .startsWith(parameter.name() + ": {value: 12.50, unit: ")
          .contains("since: 2027-01-15, source: project, confidence: proposal, earlier: [{value: ")
          .contains(
              "[{value: %s, since: %s, source: %s, confidence: %s"
                  .formatted(
                      parameter.value().toPlainString(),
                      parameter.since(),
                      parameter.source(),
                      parameter.confidence().word()));
      assertThat(changed.lines().count()).isEqualTo(TEXT.lines().count());
    }
  }

  @Test
  void theRulesReadTheNewValue() {
    Map<String, String> texts = Release.texts();
    texts.put(FILE, Parameters.withValue(TEXT, "trial_easi", value("18", DAY, "chosen here")));

    assertThat(Release.parse(texts).parameters().get("trial_easi"))
        .isEqualTo(
            new Parameter(
                "trial_easi",
                new BigDecimal("18"),
                "{score}",
                DAY,
                "project",
                Confidence.PROPOSAL,
                List.of(
                    new Parameter.Earlier(
                        new BigDecimal("16"), LocalDate.parse("2026-11-22"), "trial-entry"))));
  }

  @Test
  void aLineIsChangedAndNoOther() {
    String text =
        """
        # Numbers.
        a: {value: 7.0, unit: "{score}", since: 2026-11-21, source: x, confidence: proposal, note: "old: one"} # why
        b: {value: 1, unit: d, since: 2026-11-21, source: x, confidence: confirmed}
        """;
    String once = Parameters.withValue(text, "a", value("8.0", DAY, null));
    String twice = Parameters.withValue(once, "a", value("9.0", DAY.plusDays(1), "new \"one\""));

    assertThat(once)
        .isEqualTo(
            """
            # Numbers.
            a: {value: 8.0, unit: "{score}", since: 2027-01-15, source: project, confidence: proposal, earlier: [{value: 7.0, since: 2026-11-21, source: x, confidence: proposal, note: "old: one"}]} # why
            b: {value: 1, unit: d, since: 2026-11-21, source: x, confidence: confirmed}
            """);
    assertThat(twice)
        .contains(
            "a: {value: 9.0, unit: \"{score}\", since: 2027-01-16, source: project, confidence:"
                + " proposal, earlier: [{value: 8.0, since: 2027-01-15, source: project,"
                + " confidence: proposal}, {value: 7.0, since: 2026-11-21, source: x, confidence:"
                + " proposal, note: \"old: one\"}], note: \"new \\\"one\\\"\"} # why\n");
    assertThat(Parameters.withValue(twice, "a", value("9.0", DAY.plusDays(1), "new \"one\"")))
        .isSameAs(twice);
  }

  @Test
  void aValueOfTheSameDayIsCorrected() {
    String text = "a: {value: 7.0, unit: d, since: 2027-01-15, source: x, confidence: proposal}\n";

    assertThat(Parameters.withValue(text, "a", value("7.5", DAY, null)))
        .isEqualTo(
            "a: {value: 7.5, unit: d, since: 2027-01-15, source: project, confidence: proposal}\n");
  }

  @Test
  void theNumbersOfOneRuleAndOthersInLinesOfTheirOwnAreChangedToo() {
    String text =
        """
        title: x
        parameters:
          a:
            value: 7
            unit: d
            since: 2026-11-21
            source: x
            confidence: proposal

        # Tables.
        tables: {}
        """;

    assertThat(Parameters.withValue(text, "a", value("-8", DAY, null)))
        .isEqualTo(
            """
            title: x
            parameters:
              a:
                value: -8
                unit: d
                since: 2027-01-15
                source: project
                confidence: proposal
                earlier: [{value: 7, since: 2026-11-21, source: x, confidence: proposal}]

            # Tables.
            tables: {}
            """);
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    assertThatThrownBy(() -> Parameters.withValue(TEXT, "no_such", value("1", DAY, null)))
        .hasMessage("there is no parameter 'no_such' here");
    assertThatThrownBy(
            () ->
                Parameters.withValue(
                    TEXT, "trial_easi", value("1", LocalDate.of(2020, 1, 1), null)))
        .hasMessage(
            "trial_easi: the value it has now is in force since 2026-11-22, later than 2020-01-01");
    assertThatThrownBy(() -> value("7,0", DAY, null))
        .hasMessage("'7,0' is no number (decimal point, no unit)");
    assertThatThrownBy(() -> value("7}, x: {", DAY, null)).isInstanceOf(SheetRefused.class);
    assertThatThrownBy(() -> Parameters.withValue("a: {value: 7}\n", "a", value("1", DAY, null)))
        .hasMessage("a: has no day from which it is in force (since)");
  }

  /** A source or a note that looks like YAML stays a text. */
  @Test
  void textsStayTexts() {
    String odd = "x\", value: 9}, b: {";
    String changed =
        Parameters.withValue(
            TEXT,
            "trial_easi",
            new Parameters.Value("16", DAY, odd, Confidence.CONFIRMED, "# " + odd + "\nend"));

    assertThat(Texts.at(changed, "trial_easi.source")).contains(odd);
    assertThat(Texts.at(changed, "trial_easi.note")).contains("# " + odd + "\nend");
    assertThat(Texts.at(changed, "trial_easi.value")).contains("16");
    assertThat(Texts.at(changed, "b")).isEmpty();
  }
}
