package cds.auth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key set at an https address, kept for ten minutes and, when it cannot be fetched again, for an
 * hour. A key that it lacks has it fetched again, at most once a minute: a client that changes its
 * keys is recognised at once, and nobody can make us call it more often. (The cache of the JOSE
 * library would allow two fetches a minute and cannot be told the time.)
 */
final class RemoteKeys {

  private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Duration USABLE = Duration.ofHours(1);
  private static final Duration BETWEEN_FETCHES = Duration.ofMinutes(1);

  /** Without any keys no request is answered: the next try comes sooner. */
  private static final Duration BETWEEN_FIRST_FETCHES = Duration.ofSeconds(5);

  private final URI address;
  private final KeyFetcher fetcher;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Held held;
  private Instant triedAt = Instant.EPOCH;

  private record Held(JWKSet set, Instant at) {

    boolean isYoungerThan(Duration age, Instant now) {
      return now.isBefore(at.plus(age));
    }
  }

  RemoteKeys(URI address, KeyFetcher fetcher, Clock clock) {
    this.address = address;
    this.fetcher = fetcher;
    this.clock = clock;
  }

  /**
   * The keys that a selector asks for.
   *
   * @throws TokenRefused when the key set cannot be had
   */
  List<JWK> select(JWKSelector selector) {
    Instant now = clock.instant();
    Held known = held;
    if (known == null || !known.isYoungerThan(FRESH, now)) {
      known = fetch(known, now);
    }
    List<JWK> found = selector.select(usable(known, now));
    return found.isEmpty() ? selector.select(usable(fetch(known, now), now)) : found;
  }

  private static JWKSet usable(@Nullable Held known, Instant now) {
    if (known == null || !known.isYoungerThan(USABLE, now)) {
      throw new TokenRefused(Reason.KEYS_UNAVAILABLE);
    }
    return known.set();
  }

  /** The set after a try to replace the one that was seen; others do not wait if they have one. */
  private @Nullable Held fetch(@Nullable Held seen, Instant now) {
    boolean canWait = seen == null || !seen.isYoungerThan(USABLE, now);
    if (canWait) {
      fetching.lock();
    } else if (!fetching.tryLock()) {
      return seen;
    }
    try {
      Duration pause = canWait ? BETWEEN_FIRST_FETCHES : BETWEEN_FETCHES;
      if (isStill(seen) && !now.isBefore(triedAt.plus(pause))) {
        triedAt = now;
        held = new Held(JWKSet.parse(fetcher.fetch(address)), now);
      }
    } catch (IOException | ParseException e) {
      // The message may quote what was fetched.
      LOG.warn("keys of {} could not be fetched: {}", address.getHost(), e.getClass().getName());
    } finally {
      fetching.unlock();
    }
    return held;
  }

  /** Whether nobody replaced the set meanwhile. */
  @SuppressWarnings("ReferenceEquality")
  private boolean isStill(@Nullable Held seen) {
    return held == seen;
  }
}
