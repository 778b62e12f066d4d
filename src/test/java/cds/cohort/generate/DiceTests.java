package cds.cohort.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Numbers that are random enough, and the same everywhere and for ever. */
class DiceTests {

  private static final int MANY = 200_000;

  private static Dice dice(long seed, long patient, String what) {
    Dice dice = new Dice();
    dice.patient(seed, patient);
    dice.take(Dice.key(what), 0);
    return dice;
  }

  /** Written down once: another machine or Java must not give others. */
  @Test
  void theNumbersNeverChange() {
    Dice dice = dice(1, 1, "what");

    assertThat(dice.bits()).isEqualTo(5147100441363455575L);
    assertThat(dice.share()).isEqualTo(0.8900354558744599);
    assertThat(dice.normal()).isEqualTo(0.889223188024213);
    assertThat(dice.below(1_000)).isEqualTo(18);
  }

  @Test
  void seedsPatientsNamesAndTurnsHaveNumbersOfTheirOwn() {
    long bits = dice(1, 1, "what").bits();
    Dice turned = dice(1, 1, "what");
    turned.take(Dice.key("what"), 1);

    assertThat(dice(1, 1, "what").bits()).isEqualTo(bits);
    assertThat(dice(2, 1, "what").bits()).isNotEqualTo(bits);
    assertThat(dice(1, 2, "what").bits()).isNotEqualTo(bits);
    assertThat(dice(1, 1, "other").bits()).isNotEqualTo(bits);
    assertThat(turned.bits()).isNotEqualTo(bits);
  }

  /** Neighbours are strangers: what patients draw first is spread as what one draws in a row. */
  @Test
  void sharesAreEvenAcrossPatients() {
    double sum = 0;
    double products = 0;
    double before = 0.5;
    for (int i = 0; i < MANY; i++) {
      double share = dice(1, i, "weight").share();
      assertThat(share).isBetween(0.0, 1.0);
      sum += share;
      products += (share - 0.5) * (before - 0.5);
      before = share;
    }

    // Five standard errors.
    assertThat(sum / MANY).isCloseTo(0.5, within(5 * Math.sqrt(1 / 12.0 / MANY)));
    assertThat(products / MANY).isCloseTo(0, within(5 / 12.0 / Math.sqrt(MANY)));
  }

  @Test
  void normalsHaveTheirMeanDeviationAndTails() {
    Dice dice = dice(1, 1, "size");
    double sum = 0;
    double squares = 0;
    int far = 0;
    for (int i = 0; i < MANY; i++) {
      double normal = dice.normal();
      sum += normal;
      squares += normal * normal;
      far += Math.abs(normal) > 1.959964 ? 1 : 0;
    }

    assertThat(sum / MANY).isCloseTo(0, within(5 / Math.sqrt(MANY)));
    assertThat(squares / MANY).isCloseTo(1, within(5 * Math.sqrt(2.0 / MANY)));
    assertThat(far / (double) MANY).isCloseTo(0.05, within(5 * Math.sqrt(0.0475 / MANY)));
  }
}
