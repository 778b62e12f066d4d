package cds.web.start;

import cds.cdshooks.CdsService;
import cds.decide.Caller;
import cds.decide.CdsRequest;
import cds.decide.Decision;
import cds.decide.DecisionFlow;
import cds.decide.Decisions;
import cds.knowledge.RuleFiles;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The rules that decide now. Others take their place between two calls: a call that has begun ends
 * by the rules it began with.
 *
 * <p>Safe for use by several threads.
 */
public final class LiveRules {

  /**
   * A release, ready to decide.
   *
   * @param flow decides
   * @param files its texts
   * @param number its place in the history of releases; 0 for rules of the jar or a folder
   */
  public record InForce(DecisionFlow flow, RuleFiles files, long number) {}

  private final Function<RuleFiles, DecisionFlow> compiler;
  private final AtomicReference<InForce> inForce;

  /**
   * Takes the rules to begin with.
   *
   * @param compiler reads, checks and compiles rules for all callers
   * @throws cds.knowledge.RulesRejected with everything that is wrong
   */
  LiveRules(Function<RuleFiles, DecisionFlow> compiler, RuleFiles files, long number) {
    this.compiler = compiler;
    this.inForce = new AtomicReference<>(new InForce(compiler.apply(files), files, number));
  }

  /** What decides now. */
  public InForce now() {
    return inForce.get();
  }

  /**
   * Makes rules ready for all callers, and changes nothing.
   *
   * @throws cds.knowledge.RulesRejected with everything that is wrong
   */
  public DecisionFlow compile(RuleFiles files) {
    return compiler.apply(files);
  }

  /**
   * Lets other rules decide from the next call on.
   *
   * @param files their texts
   * @param number their place in the history
   * @throws cds.knowledge.RulesRejected with everything that is wrong; nothing changes then
   */
  public synchronized void swap(RuleFiles files, long number) {
    InForce now = inForce.get();
    DecisionFlow flow =
        files.release().equals(now.files().release()) ? now.flow() : compiler.apply(files);
    inForce.set(new InForce(flow, files, number));
  }

  /** The release that is in force. */
  public Decisions.Release release() {
    return now().flow().release();
  }

  /** Decides by whatever is in force when it is asked. */
  Decisions decisions() {
    return new Now();
  }

  private final class Now implements Decisions {

    @Override
    public Release release() {
      return now().flow().release();
    }

    @Override
    public String language(Caller caller) {
      return now().flow().language(caller);
    }

    @Override
    public List<CdsService> services(Caller caller) {
      return now().flow().services(caller);
    }

    @Override
    public Optional<String> hook(String service) {
      return now().flow().hook(service);
    }

    @Override
    public Decision decide(CdsRequest request, Caller caller, Instant at) {
      return now().flow().decide(request, caller, at);
    }
  }
}
