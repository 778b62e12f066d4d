package cds.web.services;

import cds.cdshooks.CdsService;
import cds.decide.Caller;
import cds.decide.CdsRequest;
import cds.decide.Decision;
import cds.decide.DecisionFlow;
import cds.web.wire.Refusal;
import java.time.Instant;

/**
 * A call answered by rules that are not in force: nothing is recorded, counted or fetched.
 *
 * @param service the service that answered
 * @param decision what was decided
 * @param answer the answer as it would go over the wire
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares or prints it.
public record Rehearsed(CdsService service, Decision decision, byte[] answer) {

  /**
   * Answers.
   *
   * @param flow the rules, compiled for the caller
   * @param id the service
   * @param body the request
   * @throws Refusal when the request is none for this service
   * @throws cds.decide.NotObtainable when required data is not in it
   */
  public static Rehearsed of(DecisionFlow flow, Caller caller, String id, byte[] body, Instant at) {
    CdsService service =
        flow.services(caller).stream()
            .filter(offered -> offered.id().equals(id))
            .findFirst()
            .orElseThrow(() -> Refusal.malformed("not-found", "There is no such service."));
    CdsRequest request = RequestReader.read(service, body);
    Decision decision = flow.decide(request, caller, at);
    return new Rehearsed(service, decision, CdsHooksController.bytes(decision.response().cards()));
  }
}
