package cds.replay;

import cds.knowledge.RuleFiles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Releases that evaluate recorded decisions again, by hash. The few that were asked for last are
 * kept ready.
 *
 * <p>Safe for use by several threads.
 */
public final class Replayers {

  private static final int READY = 3;

  private final Function<String, Optional<RuleFiles>> archive;
  private final Map<String, Replayer> ready =
      new LinkedHashMap<>(READY, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Replayer> eldest) {
          return size() > READY;
        }
      };

  /** Takes where the texts of a release are found by its hash. */
  public Replayers(Function<String, Optional<RuleFiles>> archive) {
    this.archive = archive;
  }

  /**
   * The release with this hash, if its texts are kept.
   *
   * @throws cds.knowledge.RulesRejected when this software cannot read them any more
   */
  public synchronized Optional<Replayer> of(String hash) {
    Replayer replayer = ready.get(hash);
    if (replayer == null) {
      Optional<RuleFiles> files = archive.apply(hash);
      if (files.isEmpty()) {
        return Optional.empty();
      }
      replayer = Replayer.of(files.get());
      ready.put(hash, replayer);
    }
    return Optional.of(replayer);
  }
}
