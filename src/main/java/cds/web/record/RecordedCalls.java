package cds.web.record;

import cds.clients.Client;
import cds.clients.Trust;
import cds.decide.CdsRequest;
import cds.decide.Decision;
import cds.record.CallFacts;
import cds.record.CallFacts.Outcome;
import cds.record.NotRecorded;
import cds.record.Recorder;
import cds.web.start.CdsProperties;
import cds.web.wire.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes every service call down before it is answered. */
@Component
public final class RecordedCalls {

  private static final Logger LOG = LoggerFactory.getLogger("cds.record");
  private static final byte[] NO_ANSWER = {};
  private static final int RETRY_AFTER_SECONDS = 30;

  private final Recorder recorder;
  private final boolean keepsRequests;
  private final boolean answersWithout;
  private final Counter lost;

  RecordedCalls(Recorder recorder, CdsProperties properties, MeterRegistry meters) {
    this.recorder = recorder;
    this.keepsRequests = properties.recordRequests();
    this.answersWithout = properties.record().answersWithout();
    this.lost =
        Counter.builder("cds.records.lost")
            .description("Decisions that were answered and could be kept nowhere")
            .register(meters);
  }

  /**
   * When a call was there, before it waited for anything.
   *
   * @param at by the clock of the machine
   * @param nanos by the clock that never jumps
   */
  public record Arrival(Instant at, long nanos) {

    /** Now. */
    public static Arrival now() {
      return new Arrival(Instant.now(), System.nanoTime());
    }
  }

  /** One call that came in. */
  public final class Incoming {

    private final Client client;
    private final CdsRequest request;
    private final byte[] body;
    private final Arrival arrival;

    private Incoming(Client client, CdsRequest request, byte[] body, Arrival arrival) {
      this.client = client;
      this.request = request;
      this.body = body;
      this.arrival = arrival;
    }

    /**
     * The call is about to be answered.
     *
     * @param decision what was decided; null when nobody was asked
     * @param answer the bytes of the answer
     * @throws Refusal 503 when that can be kept nowhere, and must be
     */
    public void answered(@Nullable Decision decision, byte[] answer) {
      Outcome outcome = decision == null ? Outcome.NOT_ASKED : Outcome.ANSWERED;
      try {
        recorder.keep(facts(outcome, answer), decision);
      } catch (NotRecorded e) {
        String waiting = e.waiting();
        if (!answersWithout) {
          if (waiting != null) {
            recorder.undelivered(waiting);
          }
          throw new Refusal(
              503,
              "transient",
              "The decision cannot be recorded, so it is not given; try again later.",
              RETRY_AFTER_SECONDS);
        }
        if (waiting == null) {
          lost.increment();
          LOG.error("A decision was answered that could be kept nowhere");
        }
      }
    }

    /** The call ends without an answer; that it cannot be recorded changes nothing. */
    public void failed(Outcome outcome) {
      try {
        recorder.keep(facts(outcome, NO_ANSWER), null);
      } catch (NotRecorded e) {
        LOG.warn("A call that was refused could not be recorded");
      }
    }

    private CallFacts facts(Outcome outcome, byte[] answer) {
      Trust trust = client.trust();
      return new CallFacts(
          request,
          client.caller(),
          trust == null ? null : trust.tenant(),
          body.length,
          keepsRequests ? body : null,
          outcome,
          answer,
          arrival.at(),
          TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - arrival.nanos()));
    }
  }

  /** A call came in. */
  public Incoming incoming(Client client, CdsRequest request, byte[] body, Arrival arrival) {
    return new Incoming(client, request, body, arrival);
  }

  /**
   * Writes down what must survive a loss of power.
   *
   * @param owner whose it is
   * @throws Refusal 503 when it can be kept nowhere
   */
  public void keep(String owner, byte[] content) {
    try {
      recorder.keep(owner, content);
    } catch (NotRecorded e) {
      throw new Refusal(
          503, "transient", "This cannot be kept now; try again later.", RETRY_AFTER_SECONDS);
    }
  }
}
