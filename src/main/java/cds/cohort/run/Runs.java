package cds.cohort.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs since the service started, one after the other on a thread of their own: calls for answers
 * have the other processors. Their results stay on disk; what is known of them here is in memory.
 *
 * <p>Safe for use by several threads.
 */
public final class Runs implements AutoCloseable {

  private static final int WAITING = 5;

  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor(Runs::thread);

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "population");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins a run, or lets it wait for those before it.
   *
   * @throws IllegalArgumentException when the person has one that runs, or too many wait
   */
  public synchronized Run start(Order order) {
    List<Run> open = runs.values().stream().filter(Run::isRunning).toList();
    if (open.stream().anyMatch(run -> run.order().owner().equals(order.owner()))) {
      throw new IllegalArgumentException(
          "You have a run that has not ended. Wait for it, or cancel it.");
    }
    if (open.size() >= WAITING) {
      throw new IllegalArgumentException("Too many runs wait already. Try again later.");
    }
    Run run = new Run(order);
    runs.put(order.id(), run);
    thread.execute(run::run);
    return run;
  }

  /** A run of a person, if there is one of this id. */
  public synchronized Optional<Run> find(String id, String owner) {
    return Optional.ofNullable(runs.get(id)).filter(run -> run.order().owner().equals(owner));
  }

  /** A person's runs, the newest first. */
  public synchronized List<Run> of(String owner) {
    List<Run> own = new ArrayList<>(runs.values());
    own.removeIf(run -> !run.order().owner().equals(owner));
    Collections.reverse(own);
    return own;
  }

  /** Ends all of them. */
  @Override
  public synchronized void close() {
    runs.values().forEach(Run::cancel);
    thread.shutdown();
  }
}
