package cds.web.services;

import cds.cdshooks.CdsService;
import cds.decide.Caller;
import cds.decide.CdsRequest;
import cds.decide.DecisionFlow;
import cds.fhir.ChartReaders;
import cds.fhir.access.Obtained;
import cds.fhir.access.PrefetchSource;
import cds.knowledge.RuleFiles;
import cds.record.KeptCall;
import cds.web.wire.Refusal;
import java.time.Instant;
import java.util.List;

/** Answers a request of the past again: same release, same time, same bytes. */
public final class AnswerAgain {

  private AnswerAgain() {}

  /**
   * The answer, as it goes over the wire.
   *
   * @param files the release
   * @param caller who called, on the terms of that time
   * @param service id of the service
   * @param kept the request, and what was fetched for it
   * @param at the evaluation time
   * @throws cds.knowledge.RulesRejected when this software cannot read the release any more
   * @throws Refusal when the request is none for this service
   */
  public static byte[] of(
      RuleFiles files, Caller caller, String service, KeptCall kept, Instant at) {
    Obtained data = kept.data();
    PrefetchSource then = data == null ? PrefetchSource.NONE : wanted -> data;
    DecisionFlow flow = DecisionFlow.load(files, List.of(caller), then, ChartReaders.ONE_PASS);
    CdsService called =
        flow.services(caller).stream()
            .filter(offered -> offered.id().equals(service))
            .findFirst()
            .orElseThrow(() -> Refusal.malformed("not-found", "There was no such service."));
    CdsRequest request = RequestReader.read(called, kept.body());
    return CdsHooksController.bytes(flow.decide(request, caller, at).response().cards());
  }
}
