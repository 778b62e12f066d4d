package cds.authoring.compare;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Comparisons that run or ran lately: one at a time for each person, two in all, on threads of
 * their own that give way to service calls. Results are kept in memory only.
 *
 * <p>Safe for use by several threads.
 */
public final class Comparisons implements AutoCloseable {

  private static final int AT_ONCE = 2;
  private static final int KEPT = 20;
  private static final Duration KEPT_FOR = Duration.ofHours(1);

  private final Map<String, Comparison> kept = new LinkedHashMap<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(AT_ONCE, Comparisons::thread);

  private final Runnable giveWay;
  private final int most;

  /**
   * Takes what slows comparisons down.
   *
   * @param giveWay called before every call; comes back as soon as nobody waits for an answer
   */
  public Comparisons(Runnable giveWay) {
    this(giveWay, KEPT);
  }

  /** Takes also how many are kept at most. */
  Comparisons(Runnable giveWay, int most) {
    this.giveWay = giveWay;
    this.most = most;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "compare");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins a comparison.
   *
   * @throws NotNow when the person has one that runs, or two run already
   */
  public synchronized Comparison start(Plan plan) {
    requirePlace(plan.owner());
    Comparison comparison = new Comparison(plan, giveWay);
    kept.put(plan.id(), comparison);
    forget(plan.at());
    threads.execute(comparison::run);
    return comparison;
  }

  /**
   * Lets only those pass who may begin one now: asked before an upload is read.
   *
   * @throws NotNow when the person has one that runs, or two run already
   */
  public synchronized void requirePlace(String owner) {
    List<Comparison> running = kept.values().stream().filter(Comparison::isRunning).toList();
    if (running.stream().anyMatch(one -> one.plan().owner().equals(owner))) {
      throw new NotNow("You have a comparison that still runs. Wait for it, or cancel it.");
    }
    if (running.size() >= AT_ONCE) {
      throw new NotNow("Two comparisons run already. Try again in a minute.");
    }
  }

  /** A comparison of a person, if it is still kept. */
  public synchronized Optional<Comparison> find(String id, String owner, Instant now) {
    forget(now);
    return Optional.ofNullable(kept.get(id)).filter(one -> one.plan().owner().equals(owner));
  }

  /** A person's comparisons of a draft, the newest first. */
  public synchronized List<Comparison> of(String draft, String owner, Instant now) {
    forget(now);
    List<Comparison> own = new ArrayList<>(kept.values());
    own.removeIf(
        one -> !one.plan().owner().equals(owner) || !one.plan().draft().id().equals(draft));
    Collections.reverse(own);
    return own;
  }

  /** What runs is never forgotten; of the others the oldest go first. */
  private void forget(Instant now) {
    kept.values().removeIf(one -> !one.isRunning() && isOld(one, now));
    List<Comparison> over = new ArrayList<>(kept.values());
    over.removeIf(Comparison::isRunning);
    for (int i = 0; i < over.size() - most; i++) {
      kept.remove(over.get(i).plan().id());
    }
  }

  private static boolean isOld(Comparison one, Instant now) {
    return one.plan().at().plus(KEPT_FOR).isBefore(now);
  }

  /** Ends all of them. */
  @Override
  public synchronized void close() {
    kept.values().forEach(Comparison::cancel);
    threads.shutdown();
  }
}
