package cds.web.services;

import cds.cdshooks.CdsService;
import cds.clients.Clients;
import cds.decide.Caller;
import cds.decide.CdsRequest;
import cds.decide.Decision;
import cds.decide.Decisions;
import cds.record.CallFacts;
import cds.record.Recorder;
import cds.web.start.CdsProperties;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Answers the shipped examples before any port is opened, so that the first caller meets code that
 * has run. Nothing comes over HTTP and what is written is thrown away, so nothing is recorded,
 * counted or limited.
 */
@Component
final class WarmUp implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  /** A machine that is this slow had better begin. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Decisions decisions;
  private final Clients clients;
  private final TimeBox timeBox;
  private final Recorder recorder;
  private final int rounds;
  private volatile boolean done;

  WarmUp(
      Decisions decisions,
      Clients clients,
      TimeBox timeBox,
      Recorder recorder,
      CdsProperties properties) {
    this.decisions = decisions;
    this.clients = clients;
    this.timeBox = timeBox;
    this.recorder = recorder;
    this.rounds = properties.warmUp();
  }

  /** Each round is in the name of another client. */
  @Override
  public void start() {
    long start = System.nanoTime();
    List<Caller> callers = clients.callers();
    List<ExampleCall> examples = rounds == 0 ? List.of() : ExampleCall.all();
    int answered = 0;
    for (int round = 0; round < rounds; round++) {
      Caller caller = callers.get(round % callers.size());
      for (ExampleCall example : examples) {
        if (System.nanoTime() - start < LONGEST.toNanos() && answers(example, caller)) {
          answered++;
        }
      }
    }
    done = true;
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    LOG.info("Warmed up with {} calls in {} ms", answered, millis);
  }

  /** Rules of a site may lack a service, or ask for more than an example has. */
  private boolean answers(ExampleCall example, Caller caller) {
    try {
      for (CdsService service : decisions.services(caller)) {
        if (service.id().equals(example.service())) {
          answer(example, caller, service);
          return true;
        }
      }
    } catch (RuntimeException e) {
      LOG.debug("An example was not answered: {}", e.getClass().getSimpleName());
    }
    return false;
  }

  /** What the controller does, but for reading from and writing to the network and the record. */
  private void answer(ExampleCall example, Caller caller, CdsService service) {
    CdsRequest request = RequestReader.read(service, example.body());
    Decision decision = timeBox.within(() -> decisions.decide(request, caller, example.at()));
    byte[] answer = CdsHooksController.bytes(decision.response().cards());
    recorder.rehearse(
        new CallFacts(
            request,
            caller,
            null,
            example.body().length,
            null,
            CallFacts.Outcome.ANSWERED,
            answer,
            example.at(),
            0),
        decision);
  }

  @Override
  public void stop() {
    done = false;
  }

  @Override
  public boolean isRunning() {
    return done;
  }

  /** Before the servers, which come last. */
  @Override
  public int getPhase() {
    return 0;
  }
}
