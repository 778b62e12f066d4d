package cds.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Random;
import org.hl7.fhir.r4.model.DateTimeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Dates read fast are the dates that Java and HAPI read; whatever else there is, is left to them.
 */
class DateTextTests {

  private static final int ROUNDS = 200_000;
  private static final String ALPHABET = "0123456789-:.TZ+ ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025",
        "2025-06",
        "2025-06-16",
        "2024-12-31",
        "2025-06-16T09:08:07Z",
        "2025-06-16T09:08:07.5+02:00",
        "2025-06-16T23:59:59.123456789-09:30"
      })
  void whatNearlyEverybodyWritesIsPlain(String text) {
    assertThat(DateText.isPlain(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "20",
        "0999",
        "2025-13",
        "2025-00-01",
        "2025-06-31",
        "2024-02-29",
        "2025-06-16T",
        "2025-06-16T09:08Z",
        "2025-06-16T09:08:07",
        "2025-06-16T24:00:00Z",
        "2025-06-16T09:08:60Z",
        "2025-06-16T09:08:07.Z",
        "2025-06-16T09:08:07.1234567890Z",
        "2025-06-16T09:08:07+1400",
        "2025-06-16T09:08:07+15:00",
        "2025-06-16 09:08:07Z",
        "2025-06-16t09:08:07z",
        "2025-6-16",
        " 2025-06-16",
        "2025-06-16 "
      })
  void otherFormsAreLeftToOthers(String text) {
    assertThat(DateText.isPlain(text)).isFalse();
    assertThat(DateText.instant(text)).isNull();
    assertThat(DateText.day(text)).isNull();
  }

  @Test
  void whatIsPlainIsWhatJavaAndHapiRead() {
    Random random = new Random(1);
    int plain = 0;
    for (int i = 0; i < ROUNDS; i++) {
      String text = spoiled(random);
      if (!DateText.isPlain(text)) {
        continue;
      }
      plain++;
      assertThat(new DateTimeType(text).getValueAsString()).isEqualTo(text);
      if (text.length() == 10) {
        assertThat(DateText.day(text)).isEqualTo(LocalDate.parse(text));
      } else if (text.length() > 10) {
        assertThat(DateText.instant(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
      }
    }
    assertThat(plain).isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 10);
  }

  /** A date and time of which a few characters may be others, and the end may be missing. */
  private static String spoiled(Random random) {
    String text =
        "%04d-%02d-%02dT%02d:%02d:%02d%s%s"
            .formatted(
                1900 + random.nextInt(200),
                1 + random.nextInt(12),
                1 + random.nextInt(31),
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60),
                random.nextBoolean() ? "" : "." + random.nextInt(1_000_000),
                random.nextBoolean() ? "Z" : "+%02d:30".formatted(random.nextInt(14)));
    if (random.nextInt(3) == 0) {
      text = text.substring(0, 10);
    }
    StringBuilder spoiled = new StringBuilder(text);
    for (int spoils = random.nextInt(3); spoils > 0; spoils--) {
      char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      spoiled.setCharAt(random.nextInt(spoiled.length()), other);
    }
    return spoiled.toString();
  }
}
