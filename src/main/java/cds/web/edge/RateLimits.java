package cds.web.edge;

import cds.clients.Client;
import cds.web.wire.Refusal;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How fast each client may send. A bucket holds a minute's requests and is filled evenly: a client
 * may send them all at once after a quiet minute. Replicas on one PostgreSQL count together;
 * without it, each counts alone in memory.
 */
final class RateLimits implements AutoCloseable {

  private final Map<String, Bucket> buckets;
  private final @Nullable SharedBuckets shared;

  /** Takes the clients; those without a limit have no bucket. Counts in memory. */
  RateLimits(Collection<Client> clients, TimeMeter clock) {
    this(clients, clock, null);
  }

  /**
   * Takes the clients; those without a limit have no bucket.
   *
   * @param shared what is asked first, or null to count in memory
   */
  RateLimits(Collection<Client> clients, TimeMeter clock, @Nullable SharedBuckets shared) {
    this.shared = shared;
    buckets =
        clients.stream()
            .filter(client -> client.requestsPerMinute() < Client.UNLIMITED)
            .collect(
                Collectors.toUnmodifiableMap(
                    Client::name, client -> aMinute(client.requestsPerMinute(), clock)));
  }

  /** A bucket of a minute's requests. */
  static Bucket aMinute(int requests, TimeMeter clock) {
    return Bucket.builder().addLimit(aMinute(requests)).withCustomTimePrecision(clock).build();
  }

  /** A minute's requests at once, then as fast as they come in a minute. */
  static Bandwidth aMinute(int requests) {
    return Bandwidth.builder()
        .capacity(requests)
        .refillGreedy(requests, Duration.ofMinutes(1))
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
    Optional<ConsumptionProbe> together = shared == null ? Optional.empty() : shared.count(client);
    ConsumptionProbe probe = together.orElseGet(() -> bucket.tryConsumeAndReturnRemaining(1));
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

  @Override
  public void close() {
    if (shared != null) {
      shared.close();
    }
  }
}
