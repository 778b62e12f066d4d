package cds.web.workbench;

import cds.authoring.Proof;
import cds.knowledge.RuleFiles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Proofs of texts, the few that were asked for last kept ready. One is made at a time, so that
 * authors take up no more than one processor.
 *
 * <p>Safe for use by several threads.
 */
final class Proofs {

  private static final int READY = 8;

  private final Function<RuleFiles, Proof> prover;

  /** By all texts: the hash of a release does not cover every file that is checked. */
  private final Map<Map<String, String>, Proof> ready =
      new LinkedHashMap<>(READY, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<String, String>, Proof> eldest) {
          return size() > READY;
        }
      };

  Proofs(Function<RuleFiles, Proof> prover) {
    this.prover = prover;
  }

  /** What the checks and cases say about these texts. */
  synchronized Proof of(RuleFiles files) {
    return ready.computeIfAbsent(files.texts(), texts -> prover.apply(files));
  }
}
