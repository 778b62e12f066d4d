package cds.decide;

import static org.assertj.core.api.Assertions.assertThat;

import cds.rules.Asked;
import cds.rules.Asked.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patients on both sides of each line, from FHIR to the suggested order. Day 1 is 2025-06-16. */
class DoseBoundaryTests {

  @ParameterizedTest(name = "{0}, born {1}, {2} {3}: {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          us-label | 2024-12-16 |  5     | kg      | 200 mg / 4 wk from 2025-06-16
          us-label | 2021-06-16 | 14.9   | kg      | 200 mg / 4 wk from 2025-06-16
          us-label | 2021-06-16 | 15     | kg      | 300 mg / 4 wk from 2025-06-16
          us-label | 2019-06-17 | 29.9   | kg      | 300 mg / 4 wk from 2025-06-16
          us-label | 2019-06-16 | 29.9   | kg      | 600 mg on 2025-06-16; 300 mg / 4 wk from 2025-07-14
          us-label | 2019-06-16 | 30     | kg      | 400 mg on 2025-06-16; 200 mg / 2 wk from 2025-06-30
          us-label | 2015-06-16 | 59.9   | kg      | 400 mg on 2025-06-16; 200 mg / 2 wk from 2025-06-30
          us-label | 2012-06-16 | 60     | kg      | 600 mg on 2025-06-16; 300 mg / 2 wk from 2025-06-30
          us-label | 2013-06-17 | 30     | kg      | 400 mg on 2025-06-16; 200 mg / 2 wk from 2025-06-30
          us-label | 2013-06-16 | 30     | kg      | 400 mg on 2025-06-16; 200 mg / 2 wk from 2025-06-30
          us-label | 2007-06-17 | 59.9   | kg      | 400 mg on 2025-06-16; 200 mg / 2 wk from 2025-06-30
          us-label | 2007-06-16 | 59.9   | kg      | 600 mg on 2025-06-16; 300 mg / 2 wk from 2025-06-30
          eu-label | 2024-12-16 |  5     | kg      | 200 mg / 4 wk from 2025-06-16
          eu-label | 2019-06-17 | 29.9   | kg      | 300 mg / 4 wk from 2025-06-16
          eu-label | 2019-06-16 | 15     | kg      | 300 mg on 2025-06-16; 300 mg on 2025-06-30; 300 mg / 4 wk from 2025-07-28
          eu-label | 2019-06-16 | 30     | kg      | 300 mg on 2025-06-16; 300 mg on 2025-06-30; 300 mg / 4 wk from 2025-07-28
          eu-label | 2013-06-17 | 59.9   | kg      | 300 mg on 2025-06-16; 300 mg on 2025-06-30; 300 mg / 4 wk from 2025-07-28
          eu-label | 2013-06-17 | 60     | kg      | 600 mg on 2025-06-16; 300 mg / 2 wk from 2025-06-30
          eu-label | 2013-06-16 | 59.9   | kg      | 400 mg on 2025-06-16; 200 mg / 2 wk from 2025-06-30
          eu-label | 2013-06-16 | 60     | kg      | 600 mg on 2025-06-16; 300 mg / 2 wk from 2025-06-30
          eu-label | 2007-06-16 | 45     | kg      | 600 mg on 2025-06-16; 300 mg / 2 wk from 2025-06-30
          us-label | 2016-06-16 | 66.138 | [lb_av] | 600 mg on 2025-06-16; 300 mg / 4 wk from 2025-07-14
          us-label | 2016-06-16 | 66.139 | lb      | 400 mg on 2025-06-16; 200 mg / 2 wk from 2025-06-30
          us-label | 2012-06-16 | 132.277 | lbs    | 400 mg on 2025-06-16; 200 mg / 2 wk from 2025-06-30
          us-label | 2012-06-16 | 132.278 | lbs    | 600 mg on 2025-06-16; 300 mg / 2 wk from 2025-06-30
          us-label | 2021-06-16 | 14999  | g       | 200 mg / 4 wk from 2025-06-16
          us-label | 2021-06-16 | 15000  | g       | 300 mg / 4 wk from 2025-06-16
          """)
  void theOrderSuggestedIsTheLabelsRow(
      String label, String born, String weight, String unit, String dose) {
    Answer answer = Asked.born(born).weighing(weight, unit).severe(label);

    assertThat(answer.codes())
        .contains("ELIGIBLE")
        .doesNotContain("DOSE_NOT_IN_LABEL", "DOSE_WEIGHT_MISSING");
    assertThat(answer.dose()).isEqualTo(dose);
  }

  @ParameterizedTest(name = "{0}, born {1}, {2} {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          us-label | 2024-12-16 |  4.9   | kg
          eu-label | 2024-12-16 |  4.999 | kg
          us-label | 2024-12-16 | 11.02  | lb
          us-label | 2019-06-17 | 30     | kg
          eu-label | 2019-06-17 | 30     | kg
          us-label | 2019-06-16 | 14.9   | kg
          eu-label | 2019-06-16 | 14.9   | kg
          us-label | 2015-06-16 | 14.9   | kg
          us-label | 2019-06-16 | 33     | lb
          """)
  void aGapOfTheLabelIsSaidAndNeverBorrowedFromANeighbour(
      String label, String born, String weight, String unit) {
    Answer answer = Asked.born(born).weighing(weight, unit).severe(label);

    assertThat(answer.codes()).contains("ELIGIBLE", "DOSE_NOT_IN_LABEL");
    assertThat(answer.dose()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1} {2} on {3}, born {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          older than 180 days at 10 years    | 30 | kg    | 2024-12-17 | 2015-06-16 | us-label
          older than 90 days at 4 years      | 16 | kg    | 2025-03-17 | 2021-06-16 | us-label
          a unit nobody knows                | 30 | stone | 2025-06-10 | 2015-06-16 | us-label
          no unit at all                     | 30 | -     | 2025-06-10 | 2015-06-16 | eu-label
          """)
  void aWeightThatCannotBeUsedGivesNoDoseUnder18(
      String why, String weight, String unit, String day, String born, String label) {
    Answer answer = Asked.born(born).weighed(weight, unit, day).severe(label);

    assertThat(answer.codes()).as(why).contains("ELIGIBLE", "DOSE_WEIGHT_MISSING");
    assertThat(answer.dose()).isEmpty();
  }

  @ParameterizedTest(name = "{0} at {1}, weighed {2}")
  @CsvSource({"30, 2015-06-16, 2024-12-18", "16, 2021-06-16, 2025-03-18"})
  void aWeightOnTheLastDayOfItsWindowIsUsed(String weight, String born, String day) {
    Answer answer = Asked.born(born).weighed(weight, "kg", day).severe("us-label");

    assertThat(answer.codes()).doesNotContain("DOSE_WEIGHT_MISSING");
    assertThat(answer.dose()).isNotEmpty();
  }

  @Test
  void withoutAWeightAChildGetsNoDoseAndAnAdultTheFlatDose() {
    assertThat(Asked.born("2007-06-17").severe("us-label").codes())
        .contains("ELIGIBLE", "DOSE_WEIGHT_MISSING");
    Answer adult = Asked.born("2007-06-16").severe("us-label");
    assertThat(adult.codes()).contains("ELIGIBLE").doesNotContain("DOSE_WEIGHT_MISSING");
    assertThat(adult.dose()).startsWith("600 mg on 2025-06-16");
  }

  @ParameterizedTest(name = "born on 29 February 2008, on {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-02-27 | 400 mg on 2026-02-27; 200 mg / 2 wk from 2026-03-13
          2026-02-28 | 400 mg on 2026-02-28; 200 mg / 2 wk from 2026-03-14
          2026-03-01 | 600 mg on 2026-03-01; 300 mg / 2 wk from 2026-03-15
          """)
  void aBirthdayOnALeapDayFallsOnTheFirstOfMarchInOtherYears(String day, String dose) {
    Answer answer = Asked.born("2008-02-29").on(day).weighing("55", "kg").severe("us-label");

    assertThat(answer.dose()).isEqualTo(dose);
  }

  @Test
  void theDayBefore6MonthsIsNotEligibleAndNamesTheDay() {
    Answer answer = Asked.born("2024-12-17").sex("male").weighing("7.3", "kg").severe("us-label");

    assertThat(answer.codes()).contains("NOT_ELIGIBLE", "AGE_RECHECK");
    assertThat(answer.reasons()).contains("AGE_BELOW_6_MONTHS");
    assertThat(answer.dose()).isEmpty();
    assertThat(answer.body().toString()).contains("2025-06-17");
  }

  @Test
  void anImplausibleWeightSuspendsAChildsDoseNotTheVerdict() {
    Answer answer = Asked.born("2021-06-16").weighing("9", "kg").severe("us-label");

    assertThat(answer.codes()).contains("ELIGIBLE", "WEIGHT_IMPLAUSIBLE_FOR_AGE");
    assertThat(answer.dose()).isEmpty();
  }
}
