package cds.acceptance;

import static cds.acceptance.Person.adult;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** A decision that nobody waits for any more stops; it must not keep a thread busy. */
class GivenUpTests {

  @Test
  void anInterruptedDecisionStopsAndTheNextOneIsMade() {
    Engine engine = Engine.us();
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> engine.ask(adult().patientView()))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(engine.ask(adult().patientView())).isNotNull();
  }
}
