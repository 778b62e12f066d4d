package cds.replay;

import cds.decide.DecisionFlow;
import cds.knowledge.RuleFiles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Releases that evaluate recorded decisions again, by hash. The one that decides now and the few
 * others that were asked for last are kept ready.
 *
 * <p>Safe for use by several threads.
 */
public final class Replayers {

  private static final int READY = 3;

  private final Function<String, Optional<RuleFiles>> archive;
  private final Supplier<Optional<DecisionFlow>> running;
  private volatile @Nullable Running last;
  private final Map<String, Replayer> ready =
      new LinkedHashMap<>(READY, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Replayer> eldest) {
          return size() > READY;
        }
      };

  /**
   * Takes what it needs.
   *
   * @param archive finds the texts of a release by its hash
   * @param running tells the release that decides now, if there is one
   */
  public Replayers(
      Function<String, Optional<RuleFiles>> archive, Supplier<Optional<DecisionFlow>> running) {
    this.archive = archive;
    this.running = running;
  }

  /**
   * The release with this hash, if its texts are kept.
   *
   * @throws cds.knowledge.RulesRejected when this software cannot read them any more
   */
  public Optional<Replayer> of(String hash) {
    return running
        .get()
        .filter(flow -> flow.rules().release().equals(hash))
        .map(this::replayer)
        .or(() -> kept(hash));
  }

  private record Running(DecisionFlow flow, Replayer replayer) {}

  private Replayer replayer(DecisionFlow flow) {
    Running known = last;
    if (known == null || known.flow() != flow) {
      known = new Running(flow, Replayer.of(flow));
      last = known;
    }
    return known.replayer();
  }

  private synchronized Optional<Replayer> kept(String hash) {
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
