package cds.web.edge;

import cds.web.call.CallFilter;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stops an address that keeps sending requests nobody has signed (401), before their signatures are
 * looked at. Only such requests count: many clients may share an address. The addresses kept are
 * bounded, so that a flood of them fills no memory.
 */
final class FailedSignIns extends OncePerRequestFilter {

  static final int PER_MINUTE = 60;
  private static final int ADDRESSES = 10_000;

  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(ADDRESSES).expireAfterAccess(Duration.ofMinutes(2)).build();
  private final TimeMeter clock;

  FailedSignIns(TimeMeter clock) {
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !CallFilter.isCall(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String address = network(request.getRemoteAddr());
    Bucket failed = buckets.getIfPresent(address);
    if (failed != null) {
      EstimationProbe probe = failed.estimateAbilityToConsume(1);
      if (!probe.canBeConsumed()) {
        RateLimits.tooMany(
                "Too many requests without a valid signature; send them more slowly.",
                probe.getNanosToWaitForRefill())
            .answer(response);
        return;
      }
    }
    chain.doFilter(request, response);
    if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
      buckets.get(address, unseen -> RateLimits.aMinute(PER_MINUTE, clock)).tryConsume(1);
    }
  }

  /** Who has an IPv6 address has the 2^64 beside it, too. */
  private static String network(String address) {
    String[] groups = address.split(":", -1);
    if (groups.length < 5 || address.contains("::")) {
      return address;
    }
    return String.join(":", groups[0], groups[1], groups[2], groups[3]);
  }

  /** How many addresses are kept. */
  long addresses() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }
}
