package cds.authoring.mutation;

import cds.knowledge.Rule;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Scores of all rules in force, made one after the other on a thread of their own that gives way to
 * service calls. Nothing is made before somebody asks.
 *
 * <p>Safe for use by several threads.
 */
public final class ScoresInForce implements AutoCloseable {

  private final MutationScores scores;
  private final Runnable giveWay;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(ScoresInForce::inBackground);
  private String release = "";
  private Map<String, Score> known = new ConcurrentHashMap<>();
  private @Nullable Future<?> filling;

  /**
   * Takes what makes them.
   *
   * @param giveWay called after every rule; comes back when the next one may be begun
   */
  public ScoresInForce(MutationScores scores, Runnable giveWay) {
    this.scores = scores;
    this.giveWay = giveWay;
  }

  private static Thread inBackground(Runnable work) {
    Thread thread = new Thread(work, "scores");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * What is known of the rules in force, by rule folder. The rest is made from now on, so that a
   * later question finds more.
   *
   * @param files their texts
   * @param rules what they say
   */
  public synchronized Map<String, Score> of(RuleFiles files, RuleSet rules) {
    boolean other = !release.equals(rules.release());
    if (other) {
      release = rules.release();
      known = new ConcurrentHashMap<>();
    }
    boolean idle = filling == null || filling.isDone();
    if (!thread.isShutdown() && (other || (idle && known.size() < rules.rules().size()))) {
      Map<String, Score> begun = known;
      filling = thread.submit(() -> fill(files, rules, begun));
    }
    return Map.copyOf(known);
  }

  private void fill(RuleFiles files, RuleSet rules, Map<String, Score> begun) {
    for (Rule rule : rules.rules()) {
      if (Thread.currentThread().isInterrupted() || !isCurrent(begun)) {
        return;
      }
      scores.of(files, rules, rule).ifPresent(score -> begun.put(rule.id(), score));
      giveWay.run();
    }
  }

  private synchronized boolean isCurrent(Map<String, Score> begun) {
    return known == begun;
  }

  /** Ends the thread after the rule it is at. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
