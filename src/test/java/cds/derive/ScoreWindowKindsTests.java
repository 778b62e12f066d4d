package cds.derive;

import static cds.derive.Charts.treated;
import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Completeness;
import cds.chart.DataKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scores in a window of treatment days, runs of low scores, and falls that can be judged. */
class ScoreWindowKindsTests {

  @ParameterizedTest(name = "treated for {0} days, scored {1} days ago: {2}")
  @CsvSource({
    "130, 32, 15",
    "130, 33, stale",
    "140, 0, 15",
    "141, 0, absent",
    "300, 160, 15",
    "300, 159, absent"
  })
  void aWindowHasBothItsEnds(int treated, int ago, String says) {
    assertThat(treated(treated).score("easi", "15", ago).said("easi_week_16")).isEqualTo(says);
  }

  @ParameterizedTest(name = "treated for {0} days, scored {1} days ago: {2}")
  @CsvSource({"154, 0, 5", "153, 0, stale", "900, 90, 5", "900, 91, stale"})
  void aWindowWithoutEndStillAgesOut(int treated, int ago, String says) {
    assertThat(treated(treated).score("easi", "5", ago).said("easi_month_6")).isEqualTo(says);
  }

  @Test
  void theNewestScoreInTheWindowCounts() {
    assertThat(
            treated(135)
                .score("easi", "20", 30)
                .score("easi", "10", 3)
                .score("easi", "30", 60)
                .said("easi_week_16"))
        .isEqualTo("10");
  }

  @Test
  void aScoreThatCannotBeUsedIsToldAsSuch() {
    assertThat(treated(130).score("easi", "73", 2).said("easi_week_16")).isEqualTo("invalid");
  }

  @Test
  void withoutAFirstDoseThereIsNoWindow() {
    Charts starter = new Charts().score("easi", "15", 2);

    assertThat(starter.said("easi_week_16")).isEqualTo("absent");
    assertThat(starter.said("easi_held_days")).isEqualTo("absent");
  }

  @Test
  void observationsThatCannotBeReadAreNoAbsence() {
    Charts unread = treated(130).lacking(DataKind.OBSERVATIONS, Completeness.UNKNOWN);

    assertThat(unread.said("easi_week_16")).isEqualTo("unreadable");
    assertThat(unread.said("easi_held_days")).isEqualTo("unreadable");
  }

  @ParameterizedTest(name = "from {0} to {1}: {2}")
  @CsvSource({"20, 16, 4", "20, 17, 3", "4, 0, 4", "3, 0, invalid", "0, 0, invalid"})
  void aFallIsJudgedFromAScoreThatCanFallSoFar(String before, String now, String says) {
    assertThat(
            treated(130).score("dlqi", before, 135).score("dlqi", now, 2).said("dlqi_week_16_fall"))
        .isEqualTo(says);
  }

  @Test
  void aFallWithoutItsPairIsMissing() {
    assertThat(treated(130).score("dlqi", "12", 2).said("dlqi_week_16_fall")).isEqualTo("absent");
    assertThat(treated(130).score("dlqi", "12", 135).said("dlqi_week_16_fall")).isEqualTo("stale");
  }

  @Test
  void aRunGoesFromItsFirstLowScoreToTheNewest() {
    Charts low =
        treated(500).score("easi", "7", 300).score("easi", "3", 200).score("easi", "7", 20);

    assertThat(low.said("easi_held_days")).isEqualTo("280");
  }

  @Test
  void aScoreAboveBreaksTheRun() {
    Charts broken =
        treated(500).score("easi", "3", 300).score("easi", "7.05", 200).score("easi", "5", 100);

    assertThat(broken.said("easi_held_days")).isEqualTo("0");
    assertThat(broken.score("easi", "4", 10).said("easi_held_days")).isEqualTo("90");
    assertThat(broken.score("easi", "9", 5).said("easi_held_days")).isEqualTo("0");
  }

  @Test
  void onlyScoresAfterTheFirstDoseCountForARun() {
    assertThat(
            treated(100)
                .score("easi", "3", 100)
                .score("easi", "3", 99)
                .score("easi", "3", 9)
                .said("easi_held_days"))
        .isEqualTo("90");
  }

  @Test
  void aRejectedScoreDoesNotBreakARun() {
    assertThat(
            treated(500)
                .score("easi", "3", 300)
                .score("easi", "90", 200)
                .score("easi", "3", 100)
                .said("easi_held_days"))
        .isEqualTo("200");
  }
}
