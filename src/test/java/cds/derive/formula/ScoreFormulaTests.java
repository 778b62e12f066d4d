package cds.derive.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published worked examples, and what makes a total impossible. */
class ScoreFormulaTests {

  private static final List<String> REGIONS =
      List.of("head-neck", "upper-limbs", "trunk", "lower-limbs");

  private final ScoreFormula easi = ScoreFormula.named("easi").orElseThrow();
  private final ScoreFormula scorad = ScoreFormula.named("scorad").orElseThrow();

  /** Per region, head to legs: sum of signs and area score (25 % is 2, 40 % is 3 …). */
  @ParameterizedTest(name = "patient {0}: {2} from 8 years, {3} before")
  @CsvSource({
    "A, '5*2 8*3 5*2 7*3', 17.2, 16.1",
    "B, '2*1 4*2 3*2 8*4', 16.4, 13.4",
    "C, '8*4 2*1 1*1 0*0', 3.9, 7.1"
  })
  void easiWeighsHeadAndLegsByTheEighthBirthday(
      String patient, String regions, BigDecimal older, BigDecimal younger) {
    Map<String, BigDecimal> parts = parts(regions);

    assertThat(easi.total(parts, 8).orElseThrow()).as(patient).isEqualByComparingTo(older);
    assertThat(easi.total(parts, 7).orElseThrow()).as(patient).isEqualByComparingTo(younger);
    assertThat(easi.otherAge(8)).contains(7);
    assertThat(easi.otherAge(7)).contains(8);
  }

  @Test
  void easiRunsFrom0To72() {
    assertThat(easi.total(parts("12*6 12*6 12*6 12*6"), 40).orElseThrow())
        .isEqualByComparingTo("72");
    assertThat(easi.total(parts("0*0 0*0 0*0 0*0"), 3).orElseThrow()).isEqualByComparingTo("0");
  }

  @Test
  void easiNeedsEveryComponentWithinItsRange() {
    for (String key : parts("5*2 8*3 5*2 7*3").keySet()) {
      Map<String, BigDecimal> parts = parts("5*2 8*3 5*2 7*3");
      parts.remove(key);
      assertThat(easi.total(parts, 40)).as("without " + key).isEmpty();
      parts.put(key, new BigDecimal("7"));
      assertThat(easi.total(parts, 40)).as(key + " of 7").isEmpty();
      parts.put(key, new BigDecimal("-1"));
      assertThat(easi.total(parts, 40)).as(key + " of -1").isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"30, 10, 6, 4, 51.0", "8, 4, 3, 1.5, 20.1", "100, 18, 10, 10, 103", "0, 0, 0, 0, 0"})
  void scoradAddsExtentIntensityAndSymptoms(
      BigDecimal extent, BigDecimal intensity, BigDecimal itch, BigDecimal sleep, BigDecimal sum) {
    Map<String, BigDecimal> parts =
        Map.of(
            "scorad-extent", extent,
            "scorad-intensity", intensity,
            "scorad-itch", itch,
            "scorad-sleep", sleep);

    assertThat(scorad.total(parts, 30).orElseThrow()).isEqualByComparingTo(sum);
    assertThat(scorad.otherAge(30)).isEmpty();
  }

  @Test
  void scoradNeedsEveryComponentAndNoOtherFormulaExists() {
    assertThat(scorad.total(Map.of("scorad-extent", BigDecimal.ONE), 30)).isEmpty();
    assertThat(ScoreFormula.named("poem")).isEmpty();
  }

  private static Map<String, BigDecimal> parts(String regions) {
    Map<String, BigDecimal> parts = new HashMap<>();
    String[] each = regions.split(" ");
    for (int i = 0; i < each.length; i++) {
      int signs = Integer.parseInt(each[i].split("\\*")[0]);
      String region = "easi-" + REGIONS.get(i) + "-";
      parts.put(region + "area", new BigDecimal(each[i].split("\\*")[1]));
      for (String sign : List.of("erythema", "induration", "excoriation", "lichenification")) {
        int value = Math.min(3, signs);
        parts.put(region + sign, BigDecimal.valueOf(value));
        signs -= value;
      }
    }
    return parts;
  }
}
