package cds.acceptance;

import cds.cdshooks.CdsResponse;
import cds.cdshooks.CdsService;
import cds.decide.Caller;
import cds.decide.CdsRequest;
import cds.decide.DecisionFlow;
import cds.decide.Program;
import cds.knowledge.RuleFiles;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The flow of a decision with the one caller it is compiled for, whose days are those of UTC. */
public record Flow(DecisionFlow decisions, Caller caller) {

  /** Reads and compiles a release for a caller with this label and these policies. */
  public static Flow load(RuleFiles files, String label, List<String> policies) {
    Caller caller = Caller.of("loopback", label, policies, ZoneOffset.UTC);
    return new Flow(DecisionFlow.load(files, List.of(caller)), caller);
  }

  /** The discovery entries. */
  public List<CdsService> services() {
    return decisions.services(caller);
  }

  /** Answers one call. */
  public CdsResponse decide(CdsRequest request, Instant at) {
    return decisions.decide(request, caller, at).response();
  }

  /** The program that runs. */
  public Program program() {
    return decisions.program(caller);
  }
}
