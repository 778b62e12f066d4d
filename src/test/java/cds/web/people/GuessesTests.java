package cds.web.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuessesTests {

  @Test
  void anAddressThatWasWrongTooOftenWaitsAndOthersDoNot() {
    Guesses guesses = new Guesses();
    for (int i = 0; i < 2 * Guesses.PER_MINUTE; i++) {
      guesses.wasWrong("192.0.2.1");
    }
    assertThat(guesses.mayTry("192.0.2.1")).isFalse();
    assertThat(guesses.mayTry("192.0.2.2")).isTrue();
    guesses.wasWrong("192.0.2.2");
    assertThat(guesses.mayTry("192.0.2.2")).isTrue();
  }
}
