package cds.cohort.run;

import cds.cohort.Progress;
import cds.cohort.Screen;
import cds.cohort.generate.Model;
import cds.cohort.generate.ModelRejected;
import cds.cohort.generate.Population;
import cds.cohort.report.Report;
import cds.knowledge.RulesRejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run over a population, and how far it is. Safe for use by several threads. */
public final class Run {

  /** One thread: calls for answers come first. */
  private static final int THREADS = 1;

  /** The file of a made-up population that takes its name last. */
  private static final String LAST_MADE = "Patient.ndjson";

  private final Order order;
  private volatile State state = State.WAITING;
  private volatile String progress = "";
  private volatile String fault = "";
  private volatile Screen.@Nullable Done done;
  private volatile @Nullable Thread thread;
  private volatile boolean cancelled;

  /** How far it is. */
  public enum State {
    /** Another run goes first. */
    WAITING,
    /** It runs. */
    RUNNING,
    /** It ended, and its results are there. */
    DONE,
    /** Somebody ended it. */
    CANCELLED,
    /** It could not be run to its end. */
    FAILED
  }

  Run(Order order) {
    this.order = order;
  }

  /** What is wanted. */
  public Order order() {
    return order;
  }

  /** How far it is. */
  public State state() {
    return state;
  }

  /** Whether there is something to wait for. */
  public boolean isRunning() {
    return state == State.WAITING || state == State.RUNNING;
  }

  /** What it is at, in words. */
  public String progress() {
    return progress;
  }

  /** Why it failed; empty when it did not. */
  public String fault() {
    return fault;
  }

  /** What came of it; null until it is done. */
  public Screen.@Nullable Done done() {
    return done;
  }

  /** Names of the files of its results, which stand in its output folder; none until it is done. */
  public List<String> files() {
    if (state != State.DONE) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(order.output())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Ends it; what was done is lost. */
  public synchronized void cancel() {
    cancelled = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    } else if (state == State.WAITING) {
      state = State.CANCELLED;
    }
  }

  void run() {
    if (!begin()) {
      return;
    }
    try {
      work();
      // Lines of patients are not kept.
      delete(order.output().resolve("work"));
      state = State.DONE;
    } catch (IllegalArgumentException | RulesRejected | ModelRejected e) {
      fail(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      fail("Files could not be read or written.");
    } catch (RuntimeException e) {
      // Its message may hold something of a patient.
      fail("An error inside: " + e.getClass().getSimpleName() + ".");
    } finally {
      end();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.of()) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }

  private synchronized boolean begin() {
    if (cancelled) {
      state = State.CANCELLED;
      return false;
    }
    thread = Thread.currentThread();
    state = State.RUNNING;
    return true;
  }

  private synchronized void end() {
    thread = null;
    // Whoever runs next on this thread was not cancelled.
    Thread.interrupted();
  }

  private void fail(String why) {
    fault = cancelled ? "" : why;
    // Who cancelled interrupted this thread; deleting is not to be interrupted.
    Thread.interrupted();
    try {
      delete(order.output());
    } catch (IOException e) {
      fault = (fault + " What was begun could not be deleted on the server.").strip();
    }
    state = cancelled ? State.CANCELLED : State.FAILED;
  }

  private void work() throws IOException {
    makeUp();
    progress = "Reading the rules.";
    Screen.Plan plan =
        new Screen.Plan(
            order.input(),
            order.output(),
            order.asOf().atTime(12, 0).atZone(order.caller().zone()).toInstant(),
            order.files(),
            order.caller(),
            order.identity(),
            Screen.bucketsFor(order.input()),
            THREADS);
    Screen.Done result = Screen.run(plan, this::tell);
    if (Report.isPossible()) {
      progress = "Writing the report.";
      Report.write(order.output(), order.files(), Report.usualSmall());
    }
    done = result;
  }

  private void makeUp() throws IOException {
    Order.MakeUp wanted = order.makeUp();
    if (wanted == null || Files.exists(order.input().resolve(LAST_MADE))) {
      return;
    }
    LocalDate day = order.asOf();
    Model model = Model.read(Model.SHIPPED, Model.shipped(), order.files(), false);
    Population.write(
        new Population.Plan(model, order.input(), wanted.patients(), wanted.seed(), day, false),
        patients -> progress = "Making up patients: " + patients + ".");
  }

  private void tell(Progress told) {
    progress =
        (told.step() == Progress.Step.GROUPED
                ? "Sorting lines by patient: %d %%, %d lines."
                : "Deciding: %d %%, %d patients.")
            .formatted(told.percent(), told.count());
  }
}
