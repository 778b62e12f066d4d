package cds.web.edge;

import cds.clients.Client;
import cds.web.wire.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * How fast each client may send. A bucket holds a minute's requests and is filled evenly: a client
 * may send them all at once after a quiet minute. Kept in memory, so each replica counts alone.
 */
final class RateLimits {

  private final Map<String, Bucket> buckets;

  /** Takes the clients; those without a limit have no bucket. */
  RateLimits(Collection<Client> clients, TimeMeter clock) {
    buckets =
        clients.stream()
            .filter(client -> client.requestsPerMinute() < Client.UNLIMITED)
            .collect(
                Collectors.toUnmodifiableMap(
                    Client::name, client -> aMinute(client.requestsPerMinute(), clock)));
  }

  /** A bucket of a minute's requests. */
  static Bucket aMinute(int requests, TimeMeter clock) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, Duration.ofMinutes(1)))
        .withCustomTimePrecision(clock)
        .build();
  }

  /**
   * Counts a request.
   *
   * @throws Refusal 429 when the client has sent its share
   */
  void count(Client client) {
    Bucket bucket = buckets.get(client.name());
    if (bucket == null) {
      return;
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw tooMany(
          "Client '%s' may send %d requests a minute; send them more slowly."
              .formatted(client.name(), client.requestsPerMinute()),
          probe.getNanosToWaitForRefill());
    }
  }

  /** The refusal of somebody who may send again after some time. */
  static Refusal tooMany(String sentence, long nanosToWait) {
    // Rounded up: who waits as long as told is let in.
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanosToWait) + 1;
    return new Refusal(429, "throttled", sentence, Math.toIntExact(seconds));
  }
}
