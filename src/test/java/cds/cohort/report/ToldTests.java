package cds.cohort.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts as they may be told. */
class ToldTests {

  @ParameterizedTest
  @CsvSource({
    "0, 5, 0",
    "1, 5, <5",
    "4, 5, <5",
    "5, 5, 5",
    "7, 5, 5",
    "8, 5, 10",
    "1237, 5, '1,235'",
    "1238, 5, '1,240'",
    "9, 10, <10",
    "14, 10, 10",
    "15, 10, 20",
    "1, 1, 1",
    "1237, 1, '1,237'",
    "1, 2, <2",
    "2, 2, 2",
    "3, 2, 4"
  })
  void smallCountsAreNotToldAndOthersAreRounded(long count, int small, String text) {
    assertThat(Told.of(count, small).text()).isEqualTo(text);
  }

  /** What is told of two overlapping groups never gives away how many are in one alone. */
  @Test
  void aDifferenceOfToldCountsIsNeverASmallOne() {
    for (int whole = 0; whole < 60; whole++) {
      for (int part = 0; part <= whole; part++) {
        Told all = Told.of(whole, 5);
        Told some = Told.of(part, 5);
        if (all.number() != null && some.number() != null) {
          assertThat(Math.abs(all.number() - some.number()) % 5).isZero();
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"50, 200, 25 %", "1, 1000, <1 %", "0, 10, 0 %", "5, 0, ''", "995, 1000, 100 %"})
  void sharesAreRounded(long count, long whole, String share) {
    assertThat(Told.exactly(count).percentOf(Told.exactly(whole))).isEqualTo(share);
  }

  @Test
  void aShareOfWhatIsNotToldIsNotTold() {
    assertThat(Told.of(3, 5).percentOf(Told.exactly(100))).isEmpty();
    assertThat(Told.exactly(3).percentOf(Told.of(4, 5))).isEmpty();
  }
}
