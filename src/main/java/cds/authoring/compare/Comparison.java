package cds.authoring.compare;

import cds.knowledge.RulesRejected;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One comparison: how far it is, and what it found.
 *
 * <p>Run by one thread, watched and cancelled by others.
 */
public final class Comparison {

  /** How far a comparison is. */
  public enum State {
    /** Both releases are read and compiled. */
    READING,
    /** Patients are decided about. */
    RUNNING,
    /** It is over. */
    DONE,
    /** It was cancelled; what was found until then is there. */
    CANCELLED,
    /** It could not run, or not to its end. */
    FAILED
  }

  private static final int MOST_PROBLEMS = 20;

  private final Plan plan;
  private final Runnable giveWay;
  private final int size;
  private final AtomicInteger done = new AtomicInteger();
  private volatile boolean cancelled;
  private volatile State state = State.READING;
  private volatile @Nullable Result result;
  private volatile List<String> faults = List.of();

  Comparison(Plan plan, Runnable giveWay) {
    this.plan = plan;
    this.giveWay = giveWay;
    this.size = plan.patients().size();
  }

  /** Runs it to its end, or until it is cancelled. */
  void run() {
    Tally tally = new Tally();
    try {
      decide(tally);
      result = tally.result(plan.patients().notes());
      state = cancelled ? State.CANCELLED : State.DONE;
    } catch (RulesRejected e) {
      faults = e.problems().stream().limit(MOST_PROBLEMS).map(Object::toString).toList();
      state = State.FAILED;
    } catch (RuntimeException e) {
      // Its message may hold something of a patient; its class cannot.
      faults = List.of("It ended by a fault of the service: " + e.getClass().getSimpleName());
      result = tally.result(plan.patients().notes());
      state = State.FAILED;
    }
  }

  private void decide(Tally tally) {
    Side before = Side.of(plan.live(), plan.terms());
    if (cancelled) {
      return;
    }
    Sides sides = new Sides(before, Side.of(plan.files(), plan.terms()));
    state = State.RUNNING;
    Iterator<PatientCalls> all = plan.patients().calls(sides);
    while (!cancelled && all.hasNext()) {
      PatientCalls patient = all.next();
      tally.patient(patient.patient());
      for (Call call : patient.calls()) {
        if (cancelled) {
          break;
        }
        giveWay.run();
        tally.add(patient.patient(), call, call.answer(sides.before()), call.answer(sides.after()));
      }
      done.incrementAndGet();
    }
  }

  /** Ends it with the call that it is at. */
  public void cancel() {
    cancelled = true;
  }

  /** What is compared. */
  public Plan plan() {
    return plan;
  }

  /** How far it is. */
  public State state() {
    return state;
  }

  /** Whether it still goes on. */
  public boolean isRunning() {
    return state == State.READING || state == State.RUNNING;
  }

  /** How many patients are done. */
  public int done() {
    return done.get();
  }

  /** How many patients there are. */
  public int size() {
    return size;
  }

  /** What was found; null while it runs, or when the rules cannot be read. */
  public @Nullable Result result() {
    return result;
  }

  /** Why it failed; empty when it did not. */
  public List<String> faults() {
    return faults;
  }
}
