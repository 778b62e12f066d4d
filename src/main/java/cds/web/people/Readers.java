package cds.web.people;

import cds.people.Actions;
import cds.people.Person;
import cds.web.start.CdsProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Who reads what was recorded: where clients sign their requests, people who are signed in, and it
 * is written down whose decision they read; where only this machine is served, anybody on it.
 */
@Component
public final class Readers {

  private final boolean open;
  private final Actions actions;

  Readers(CdsProperties properties, Actions actions) {
    this.open = properties.isLoopback();
    this.actions = actions;
  }

  /**
   * Lets readers pass.
   *
   * @throws cds.web.wire.Refusal 401 for anybody else
   */
  public void require(HttpServletRequest request) {
    if (!open) {
      CurrentPerson.of(request);
    }
  }

  /**
   * Writes down who reads a decision, before it is shown: only its id, nothing of the patient.
   *
   * @param decision id of the decision
   * @throws cds.web.wire.Refusal 401 for anybody who may not
   */
  public void read(String decision, HttpServletRequest request) {
    if (!open) {
      Person person = CurrentPerson.of(request);
      actions.add(
          new Actions.Action(
              Instant.now(), person.name(), "read a record", "decision " + decision, ""));
    }
  }
}
