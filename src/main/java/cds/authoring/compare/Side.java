package cds.authoring.compare;

import cds.decide.Caller;
import cds.decide.DecisionFlow;
import cds.knowledge.RuleFiles;
import cds.replay.Replayer;
import java.util.List;

/**
 * One of two releases, compiled to answer.
 *
 * @param flow answers calls
 * @param caller on whose terms
 * @param replayer evaluates recorded decisions
 */
public record Side(DecisionFlow flow, Caller caller, Replayer replayer) {

  /**
   * Compiles a release. Policies that it does not have are left out: they are new in the other one,
   * or gone.
   *
   * @throws cds.knowledge.RulesRejected with everything that is wrong in it
   */
  static Side of(RuleFiles files, Plan.Terms terms) {
    List<String> known = Policies.in(files);
    Caller caller =
        Caller.of(
            "compare",
            terms.label(),
            terms.policies().stream().filter(known::contains).toList(),
            terms.zone());
    DecisionFlow flow = DecisionFlow.load(files, List.of(caller));
    return new Side(flow, caller, Replayer.of(flow));
  }
}
