package cds.web.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * Slows down who tries passwords of many names from one address, where no single name is locked.
 * The addresses kept are bounded.
 */
final class Guesses {

  static final int PER_MINUTE = 30;
  private static final int ADDRESSES = 10_000;

  private final Cache<String, Bucket> failed =
      Caffeine.newBuilder().maximumSize(ADDRESSES).expireAfterAccess(Duration.ofMinutes(2)).build();

  /** Whether an address may try once more. */
  boolean mayTry(String address) {
    Bucket bucket = failed.getIfPresent(address);
    return bucket == null || bucket.getAvailableTokens() > 0;
  }

  /** It was wrong. */
  void wasWrong(String address) {
    failed.get(address, unseen -> aMinute()).tryConsume(1);
  }

  private static Bucket aMinute() {
    return Bucket.builder()
        .addLimit(
            limit -> limit.capacity(PER_MINUTE).refillGreedy(PER_MINUTE, Duration.ofMinutes(1)))
        .build();
  }
}
