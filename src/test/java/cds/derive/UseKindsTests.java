package cds.derive;

import static cds.derive.Charts.ago;
import static cds.derive.Charts.given;
import static cds.derive.Charts.medication;
import static cds.derive.Charts.taking;
import static cds.derive.Charts.treated;
import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Completeness;
import cds.chart.DataKind;
import cds.chart.Medication;
import cds.chart.Medication.Origin;
import cds.knowledge.DataValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a drug is in use, when it ended, what was in use on a day, and the last dose. */
class UseKindsTests {

  private static final String DROPS = "ophthalmic-steroid";
  private static final String INHALER = "inhaled-steroid";
  private static final String TABLETS = "systemic-steroid";

  @Test
  void aDrugNobodyTakesIsUsedForNoDays() {
    assertThat(treated(100).said("eye_steroid_days")).isEqualTo("0");
  }

  @Test
  void theLongestUseCounts() {
    DataValue days =
        treated(100).with(taking(DROPS, 15), taking(DROPS, 43)).value("eye_steroid_days");

    assertThat(Charts.plain(days)).isEqualTo("43");
    assertThat(days.sources()).singleElement().extracting("resource").asString().contains(DROPS);
  }

  @Test
  void whatEndedIsNotInUseAndWhatEndsTodayIs() {
    assertThat(treated(100).with(until(DROPS, "active", 40, 1)).said("eye_steroid_days"))
        .isEqualTo("0");
    assertThat(treated(100).with(until(DROPS, "active", 40, 0)).said("eye_steroid_days"))
        .isEqualTo("40");
    assertThat(treated(100).with(until(DROPS, "completed", 40, 0)).said("eye_steroid_days"))
        .isEqualTo("0");
  }

  @Test
  void withoutABeginningTheDaysAreMissing() {
    Medication undated = medication(DROPS, Origin.STATEMENT, "active", null, null);

    assertThat(treated(100).with(undated).said("eye_steroid_days")).isEqualTo("absent");
    assertThat(treated(100).with(undated, taking(DROPS, 3)).said("eye_steroid_days"))
        .isEqualTo("3");
  }

  @Test
  void ordersThatCannotBeReadAreNotZeroDays() {
    for (Completeness known : new Completeness[] {Completeness.UNKNOWN, Completeness.INCOMPLETE}) {
      Charts chart = treated(100).lacking(DataKind.MEDICATIONS, known);

      assertThat(chart.said("eye_steroid_days")).isEqualTo("unreadable");
      assertThat(chart.said("inhaled_steroid_ended")).isEqualTo("unreadable");
      assertThat(chart.with(taking(DROPS, 20)).said("eye_steroid_days")).isEqualTo("20");
    }
  }

  @ParameterizedTest(name = "{0}, ended {1} days ago: {2}")
  @CsvSource({
    "completed, 100, true",
    "completed, 101, false",
    "stopped, 0, true",
    "active, 1, true",
    "active, 0, false",
    "cancelled, 10, false",
    "entered-in-error, 10, false"
  })
  void anEndSinceTheFirstDoseCounts(String status, int ended, String says) {
    assertThat(treated(100).with(until(INHALER, status, 500, ended)).said("inhaled_steroid_ended"))
        .isEqualTo(says);
  }

  @Test
  void anEndWithoutADateCountsFromTheNewestDayOnRecord() {
    Medication after = medication(INHALER, Origin.REQUEST, "stopped", ago(99), null);
    Medication before = medication(INHALER, Origin.REQUEST, "stopped", ago(101), null);

    assertThat(treated(100).with(after).said("inhaled_steroid_ended")).isEqualTo("true");
    assertThat(treated(100).with(before).said("inhaled_steroid_ended")).isEqualTo("false");
  }

  @Test
  void beforeTheFirstDoseNothingEndedSince() {
    assertThat(new Charts().with(until(INHALER, "completed", 90, 10)).said("inhaled_steroid_ended"))
        .isEqualTo("false");
  }

  @ParameterizedTest(name = "ended {0} days ago: {1}")
  @CsvSource({"28, true", "29, false"})
  void anEndLongAgoNoLongerCounts(int ended, String says) {
    assertThat(
            treated(100)
                .with(until(TABLETS, "completed", 90, ended))
                .said("systemic_steroid_ended"))
        .isEqualTo(says);
  }

  @ParameterizedTest(name = "from {0} to {1} days ago: {2}")
  @CsvSource({"200, 110, true", "200, 111, false", "110, 90, true", "109, 90, false"})
  void whatWasInUseOnTheDayOfAScore(int from, int to, String says) {
    assertThat(
            treated(100)
                .score("easi", "30", 110)
                .with(until(TABLETS, "completed", from, to))
                .said("baseline_immunosuppressant"))
        .isEqualTo(says);
  }

  @Test
  void withoutAScoreThereIsNoDayToLookAt() {
    assertThat(treated(100).with(taking(TABLETS, 200)).said("baseline_immunosuppressant"))
        .isEqualTo("absent");
  }

  @ParameterizedTest(name = "doses {0} and {1} days ago: last {2}")
  @CsvSource({
    "21, 14, 2025-06-02",
    "20, 14, absent",
    "35, 14, 2025-06-02",
    "36, 14, absent",
    "14, 14, absent"
  })
  void theLastDoseIsKnownWhenTwoLieOneIntervalApart(int before, int last, String says) {
    assertThat(treated(100).with(given(before), given(last)).said("dose_last_day")).isEqualTo(says);
  }

  @Test
  void aDoseThatWasToldCountsUnlessALaterOneWasGiven() {
    Charts told =
        treated(100).answer("dose.last-date", null, Charts.TODAY.minusDays(9), 3).with(given(30));

    assertThat(told.said("dose_last_day")).isEqualTo("2025-06-07");
    assertThat(told.with(given(2)).said("dose_last_day")).isEqualTo("2025-06-14");
  }

  @Test
  void oneRecordedDoseOrAnOldAnswerTellsNothing() {
    assertThat(treated(100).with(given(14)).said("dose_last_day")).isEqualTo("absent");
    assertThat(
            treated(100)
                .answer("dose.last-date", null, Charts.TODAY.minusDays(30), 15)
                .said("dose_last_day"))
        .isEqualTo("absent");
  }

  private static Medication until(String drugClass, String status, int from, int to) {
    return medication(drugClass, Origin.STATEMENT, status, ago(from), ago(to));
  }
}
