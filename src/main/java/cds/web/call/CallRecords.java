package cds.web.call;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One log line (logger {@code cds.calls}) and the metrics of each call: {@code cds.calls}, a timer
 * by service, client and outcome, and {@code cds.cards}, a counter by service and indicator. Every
 * value is a word of ours or a name of the client registry, so that nobody can make up new ones,
 * and none tells of a patient.
 */
final class CallRecords {

  private static final Logger LOG = LoggerFactory.getLogger("cds.calls");
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry meters;

  /** Looking a timer up by its tags takes longer than counting a call. */
  private final Map<Timed, Timer> timers = new ConcurrentHashMap<>();

  CallRecords(MeterRegistry meters) {
    this.meters = meters;
  }

  /**
   * What is known of a call without reading its body.
   *
   * @param client name of the client, or {@code unknown}
   * @param service id of the service, {@code <id>/feedback}, {@code discovery} or {@code unknown}
   * @param hook the hook it answers, or {@code none}
   */
  record Address(String client, String service, String hook) {}

  private record Timed(Address address, String outcome) {}

  private Timer timer(Timed timed) {
    return Timer.builder("cds.calls")
        .description("Calls of the services, by what became of them")
        .tags("service", timed.address().service(), "client", timed.address().client())
        .tags("outcome", timed.outcome())
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }

  /** Writes down a call that is over. */
  void add(Address address, Call call, int status, Duration took) {
    String outcome = CallOutcome.of(status).word();
    int cards = call.cards().values().stream().mapToInt(Integer::intValue).sum();
    LoggingEventBuilder line =
        LOG.atInfo()
            .addKeyValue("cds.client", address.client())
            .addKeyValue("cds.service", address.service())
            .addKeyValue("cds.hook", address.hook())
            .addKeyValue("cds.status", status)
            .addKeyValue("cds.outcome", outcome)
            .addKeyValue("cds.cards", cards)
            .addKeyValue("cds.indicator", call.indicator())
            .addKeyValue("cds.duration_ms", took.toMillis())
            .addKeyValue("cds.bytes_in", call.bytes());
    if (call.hookInstance() != null) {
      line = line.addKeyValue("cds.hook_instance", call.hookInstance());
    }
    line.log(
        "{} {} {} {}: {} cards, {}, {} ms",
        address.client(),
        address.service(),
        status,
        outcome,
        cards,
        call.indicator(),
        took.toMillis());
    timers.computeIfAbsent(new Timed(address, outcome), this::timer).record(took);
    call.cards()
        .forEach(
            (indicator, count) ->
                meters
                    .counter("cds.cards", "service", address.service(), "indicator", indicator)
                    .increment(count));
  }
}
