package cds.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import cds.rules.Release;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pairs of values that no patient can have: what they rule out, and what their author mistypes. */
class ImpossibleTests {

  private static final String FILE = "rules/dictionary/impossible.yaml";

  private static Impossible read(String text, Problems problems) {
    return new ImpossibleReader(Release.rules().elements(), Release.rules().parameters(), problems)
        .read(new RuleFiles(Map.of(FILE, text)));
  }

  private static boolean rulesOut(Impossible impossible, Map<String, String> values) {
    Situation situation = Release.rules().situation();
    values.forEach(
        (name, value) -> {
          DataElement element = Release.rules().element(name);
          situation.set(element, RuleCase.value(element, value));
        });
    return impossible.rulesOut(situation);
  }

  @ParameterizedTest
  @CsvSource({
    "severity_severe, yes, severity_moderate, no, true",
    "severity_severe, yes, severity_moderate, yes, false",
    "severity_severe, no, severity_moderate, yes, false",
    "severity_severe, missing:unreadable, severity_moderate, yes, false",
    "severity_severe, missing:stale, severity_moderate, yes, true",
    "severity_severe, missing:stale, severity_moderate, missing:stale, false",
    "severity_severe, missing:stale, severity_moderate, missing:absent, true",
    "severity_severe, no, severity_moderate, missing:absent, true",
    "weight_against_low, equal, weight_against_high, below, false",
    "weight_against_low, equal, weight_against_high, equal, true",
    "dlqi_baseline, 10, dlqi_fall, 10, false",
    "dlqi_baseline, 10, dlqi_fall, 10.1, true",
    "dlqi_baseline, missing:stale, dlqi_fall, -3, true",
    "dlqi_baseline, missing:stale, dlqi_fall, missing, false",
    "days_on_treatment, 97, easi_week_16_fall, 50, true",
    "days_on_treatment, 98, easi_week_16_fall, 50, false",
    "days_on_treatment, missing, month_3_item, no, true",
    "days_on_treatment, missing, month_3_item, missing, false"
  })
  void whatNobodyCanHaveIsRuledOut(
      String one, String value, String other, String otherValue, boolean out) {
    Impossible pair =
        Release.rules()
            .impossible()
            .among(List.of(Release.rules().element(one), Release.rules().element(other)));

    assertThat(pair.pairs()).hasSize(1);
    assertThat(rulesOut(pair, Map.of(one, value, other, otherValue))).isEqualTo(out);
  }

  @Test
  void onlyPairsOfTheseElementsAreAsked() {
    Impossible all = Release.rules().impossible();
    DataElement fall = Release.rules().element("dlqi_fall");

    assertThat(all.pairs()).hasSize(15);
    assertThat(all.concerns(fall)).isTrue();
    assertThat(all.among(List.of(fall)).concerns(fall)).isFalse();
    assertThat(read("[]", new Problems()).pairs()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "{why: w, never: [{severity_sever: missing, severity_moderate: missing}]}"
            + " # row severity_sever, severity_moderate # no data element 'severity_sever';"
            + " did you mean 'severity_severe'?",
        "{why: w, never: [{severity_severe: yess, severity_moderate: missing}]}"
            + " # column severity_severe # 'yess' is no value of severity_severe",
        "{why: w, never: [{severity_severe: missing:stael, severity_moderate: missing}]}"
            + " # column severity_severe # did you mean 'stale'?",
        "{why: w, never: [{dlqi_baseline: '< {fall_judged_form}', dlqi_fall: missing}]}"
            + " # column dlqi_baseline # no shared parameter 'fall_judged_form'; did you mean",
        "{why: w, never: [{severity_severe: missing}, {severity_moderate: missing}]}"
            + " # column severity_moderate # the cell is blank",
        "{why: w, never: [{dlqi_baseline: missing, dlqi_fall: missing, poem_fall: missing}]}"
            + " # row dlqi_baseline, dlqi_fall, poem_fall # this names 3",
        "{why: w, never: {dlqi_baseline: missing, dlqi_fall: missing}}"
            + " # row w # speaks of two data elements",
        "{why: w} # row w # this names 0",
        "{never: [{dlqi_baseline: missing, dlqi_fall: missing}]}"
            + " # column why # must say in a sentence",
        "{why: w, nver: [], at-most: {dlqi_fall: dlqi_baseline}}"
            + " # column nver # unknown key; did you mean 'never'?",
        "{why: w, at-most: {severity_severe: dlqi_baseline}}"
            + " # column at-most # severity_severe is a boolean, no number",
        "{why: w, at-most: {dlqi_fall: dlqi_baseline, dlqi_baseline: dlqi_fall}}"
            + " # column at-most # must hold one pair",
        "{why: w, at-most: dlqi_fall, never: [{dlqi_baseline: missing, dlqi_fall: missing}]}"
            + " # column at-most # must hold one pair",
        "{why: w, never: [{first_dose_day: missing, dlqi_fall: missing}]}"
            + " # column first_dose_day # a date cannot be tested in a cell",
        "nothing # row # speaks of two data elements"
      })
  void aMistakeIsToldWithItsPlace(String entry, String where, String says) {
    Problems problems = new Problems();

    read("- " + entry, problems);

    assertThat(problems.found())
        .extracting(Problem::toString)
        .anySatisfy(
            problem -> assertThat(problem).startsWith(FILE).contains(says).contains(where(where)));
  }

  private static String where(String where) {
    return where.equals("row") ? FILE : where;
  }

  @Test
  void aReleaseWithAMistakeIsRefused() {
    Map<String, String> texts = Release.texts();
    texts.computeIfPresent(FILE, (file, text) -> text.replace("severity_severe: \"no\"", "x: y"));
    Problems problems = new Problems();

    RuleSetReader.read(new RuleFiles(texts), problems);

    assertThat(problems.found()).extracting(Problem::file).contains(FILE);
  }
}
