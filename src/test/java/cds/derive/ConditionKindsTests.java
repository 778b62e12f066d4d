package cds.derive;

import static cds.derive.Charts.ago;
import static cds.derive.Charts.condition;
import static cds.derive.Charts.medication;
import static cds.derive.Charts.treated;
import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Completeness;
import cds.chart.Condition;
import cds.chart.DataKind;
import cds.chart.Medication.Origin;
import cds.chart.PartialDate;
import java.time.YearMonth;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When conditions began, how severe they are, how they were treated; vaccines; answers; counts. */
class ConditionKindsTests {

  private static final String EYE = "conjunctivitis";
  private static final String WORMS = "helminth-infection";

  @ParameterizedTest(name = "began {0} days ago: before {1}, new {2}")
  @CsvSource({"100, false, true", "101, true, false", "99, false, true"})
  void beforeAndSinceTheFirstDoseExcludeEachOther(int began, String before, String since) {
    Charts chart = treated(100).with(condition(EYE, ago(began)));

    assertThat(chart.said("eye_disease_before")).isEqualTo(before);
    assertThat(chart.said("eye_condition_new")).isEqualTo(since);
  }

  @Test
  void aConditionWithoutADateIsNotNewAndWasThereBefore() {
    Charts chart = treated(100).with(condition(EYE, null));

    assertThat(chart.said("eye_disease_before")).isEqualTo("true");
    assertThat(chart.said("eye_condition_new")).isEqualTo("false");
    assertThat(new Charts().with(condition(EYE, null)).said("eye_disease_before"))
        .as("before the first dose there is no before")
        .isEqualTo("false");
  }

  @Test
  void aPartialDateStandsForItsFirstDay() {
    PartialDate march = PartialDate.ofMonth(YearMonth.parse("2025-03"));

    assertThat(treated(107).with(condition(EYE, march)).said("eye_condition_new"))
        .as("first dose on the first of the month")
        .isEqualTo("true");
    assertThat(treated(106).with(condition(EYE, march)).said("eye_condition_new"))
        .isEqualTo("false");
  }

  @ParameterizedTest(name = "pain since {0} days: {1}")
  @CsvSource({"14, false", "15, true"})
  void longerThanSoManyDays(int began, String says) {
    assertThat(treated(100).with(condition("joint-pain", ago(began))).said("joint_pain_coded_long"))
        .isEqualTo(says);
  }

  @ParameterizedTest(name = "born {0}: {1}")
  @CsvSource({"2002-06-16, true", "2002-06-17, false"})
  void onsetFromTheEighteenthBirthday(String born, String says) {
    PartialDate onset = PartialDate.ofDay(java.time.LocalDate.parse("2020-06-16"));

    assertThat(
            new Charts()
                .born(born)
                .with(condition("atopic-dermatitis", onset))
                .said("ctcl_onset_adult"))
        .isEqualTo(says);
  }

  @Test
  void anAgeAtOnsetIsTakenAsWrittenAndNoOnsetSaysNothing() {
    Condition at18 =
        new Condition(
            "Condition/a", Set.of("atopic-dermatitis"), true, false, false, null, 18, ago(10));
    Condition recorded =
        new Condition(
            "Condition/b", Set.of("atopic-dermatitis"), true, false, false, null, null, ago(10));

    assertThat(new Charts().with(at18).said("ctcl_onset_adult")).isEqualTo("true");
    assertThat(new Charts().with(recorded).said("ctcl_onset_adult")).isEqualTo("false");
  }

  @Test
  void onlyWhatIsCodedSevereIsSevere() {
    assertThat(
            treated(100)
                .with(condition("arthritis-or-enthesitis", ago(9), true, true))
                .said("arthritis_severe"))
        .isEqualTo("true");
    assertThat(
            treated(100)
                .with(condition("arthritis-or-enthesitis", ago(9)))
                .said("arthritis_severe"))
        .isEqualTo("false");
  }

  @Test
  void theNewestBeginOfTheNewConditionsCounts() {
    Charts chart =
        treated(100)
            .with(
                condition(EYE, ago(300)),
                condition(EYE, ago(40)),
                condition("blepharitis", ago(9)));

    assertThat(chart.said("eye_condition_onset")).isEqualTo("2025-06-07");
    assertThat(treated(100).with(condition(EYE, ago(300))).said("eye_condition_onset"))
        .isEqualTo("absent");
    assertThat(treated(100).with(condition(EYE, ago(9), false, false)).said("eye_condition_onset"))
        .as("no longer active")
        .isEqualTo("absent");
  }

  @Test
  void conditionsThatCannotBeReadAreNoAbsence() {
    Charts unread = treated(100).lacking(DataKind.CONDITIONS, Completeness.INCOMPLETE);

    assertThat(unread.said("eye_condition_new")).isEqualTo("unreadable");
    assertThat(unread.said("eye_condition_onset")).isEqualTo("unreadable");
    assertThat(unread.said("helminth_treated")).isEqualTo("unreadable");
    assertThat(unread.with(condition(EYE, ago(9))).said("eye_condition_new")).isEqualTo("true");
  }

  @ParameterizedTest(name = "began {0}, treated {1} days ago: {2}")
  @CsvSource({"20, 20, true", "20, 21, false", "20, 0, true", "-1, 90, true", "-1, 91, false"})
  void treatedAndUntreatedExcludeEachOther(int began, int treated, boolean says) {
    Charts chart =
        treated(100)
            .with(condition(WORMS, began < 0 ? null : ago(began)))
            .with(medication("anthelmintic", Origin.REQUEST, "completed", ago(treated), null));

    assertThat(chart.said("helminth_treated")).isEqualTo(Boolean.toString(says));
    assertThat(chart.said("helminth_untreated")).isEqualTo(Boolean.toString(!says));
  }

  @ParameterizedTest(name = "{0} days ago: {1}")
  @CsvSource({"0, true", "28, true", "29, false"})
  void aVaccineCountsForSoManyDays(int days, String says) {
    assertThat(treated(100).vaccinated("live-vaccine", ago(days)).said("live_vaccine_given"))
        .isEqualTo(says);
  }

  @Test
  void aVaccineOfNoKnownDateWasGivenOnceAndNotLately() {
    Charts chart = treated(100).vaccinated("live-vaccine", null).vaccinated("mmr-vaccine", null);

    assertThat(chart.said("live_vaccine_given")).isEqualTo("false");
    assertThat(chart.said("mmr_recorded")).isEqualTo("true");
    assertThat(
            new Charts()
                .lacking(DataKind.IMMUNIZATIONS, Completeness.UNKNOWN)
                .said("live_vaccine_given"))
        .isEqualTo("unreadable");
  }

  @ParameterizedTest(name = "told {0} days ago: {1}")
  @CsvSource({"14, absent", "15, true", "90, true", "91, absent"})
  void anEarlierAnswer(int days, String says) {
    assertThat(treated(100).answer("joint.pain", true, null, days).said("joint_pain_earlier"))
        .isEqualTo(says);
  }

  @Test
  void theNewestOfTheEarlierAnswersCounts() {
    Charts chart =
        treated(100).answer("joint.pain", true, null, 40).answer("joint.pain", false, null, 20);

    assertThat(chart.answer("joint.pain", true, null, 2).said("joint_pain_earlier"))
        .isEqualTo("false");
    assertThat(chart.said("joint_pain")).isEqualTo("true");
  }

  @Test
  void symptomsAreCountedAndWhatIsNotKnownDoesNotCount() {
    Charts chart = treated(100);
    assertThat(chart.said("eye_symptoms")).isEqualTo("absent");

    chart.answer("eye.redness", true, null, 2).answer("eye.itch", false, null, 2);
    assertThat(chart.said("eye_symptoms")).isEqualTo("1");

    chart.answer("eye.tearing", true, null, 2).answer("eye.grittiness", true, null, 2);
    assertThat(chart.said("eye_symptoms")).isEqualTo("3");
  }

  @Test
  void theOnsetThatWasToldGoesBeforeTheOneOnRecord() {
    Charts chart = treated(100).with(condition(EYE, ago(9)));
    assertThat(chart.said("eye_onset")).isEqualTo("2025-06-07");

    chart.answer("eye.onset", null, Charts.TODAY.minusDays(20), 2);
    assertThat(chart.said("eye_onset")).isEqualTo("2025-05-27");
    assertThat(treated(100).said("eye_onset")).isEqualTo("absent");
  }
}
