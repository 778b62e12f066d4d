package cds.cohort.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and days as they stand in a file. */
class LinesTests {

  private final Lines lines = new Lines();

  private String text() {
    return new String(lines.bytes(), 0, lines.size(), StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "7, 0, 7",
    "42, 0, 42",
    "-30, 0, -30",
    "24.64, 1, 24.6",
    "24.65, 1, 24.7",
    "0.05, 2, 0.05",
    "-0.05, 2, -0.05",
    "100, 3, 100.000",
    "9.999, 1, 10.0"
  })
  void numbersHaveTheirDigits(double number, int decimals, String says) {
    lines.add(number, decimals);

    assertThat(text()).isEqualTo(says);
  }

  @Test
  void linesGrowAndCanBeRepeatedOrCut() {
    byte[] one = "x".repeat(40_000).getBytes(StandardCharsets.US_ASCII);
    lines.add(one);
    lines.end();
    int from = lines.size();
    lines.add(one);
    lines.halve(from);
    lines.end();
    lines.again(from);

    assertThat(text()).isEqualTo("x".repeat(40_000) + "\n" + ("x".repeat(20_000) + "\n").repeat(2));
    assertThat(lines.count()).isEqualTo(3);
  }

  @Test
  void daysAreCountedBackAndAhead() {
    Days days = new Days(LocalDate.parse("2024-03-01"));

    assertThat(new String(days.ago(1), StandardCharsets.US_ASCII)).isEqualTo("2024-02-29");
    assertThat(new String(days.ago(-31), StandardCharsets.US_ASCII)).isEqualTo("2024-04-01");
    assertThat(new String(days.ago(50_000), StandardCharsets.US_ASCII)).isEqualTo("1887-04-09");
    assertThat(days.since(1, 1)).isEqualTo(30);
  }
}
