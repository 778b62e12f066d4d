package cds.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import cds.Application;
import org.junit.jupiter.api.Test;

/** What {@code run.sh} makes its archive from. */
class RehearsalTests {

  @Test
  void theServiceIsStartedCalledAndStopped() {
    assertThat(Rehearsal.isNamedIn(new String[] {"rehearse"})).isTrue();
    assertThat(Rehearsal.isNamedIn(new String[] {"--rehearse"})).isFalse();
    assertThat(Rehearsal.isNamedIn(new String[0])).isFalse();

    assertThatCode(() -> Rehearsal.run(Application.class)).doesNotThrowAnyException();
  }
}
