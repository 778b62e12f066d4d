package cds.auth;

import cds.clients.Trust;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a token must claim: for whom, from when and until when, once, and for which tenant. */
final class ClaimsCheck {

  private ClaimsCheck() {}

  static void check(JWTClaimsSet claims, Trust trust, String endpoint, Instant now) {
    Instant issued = instant(claims.getIssueTime());
    Instant expires = instant(claims.getExpirationTime());
    String id = claims.getJWTID();
    refuseIf(id == null || id.isBlank(), Reason.MISSING_CLAIM);
    refuseIf(!isForUs(claims.getAudience(), trust, endpoint), Reason.AUDIENCE);
    refuseIf(!now.isBefore(expires.plus(trust.skew())), Reason.EXPIRED);
    refuseIf(issued.isAfter(now.plus(trust.skew())), Reason.NOT_YET_VALID);
    Duration life = Duration.between(issued, expires);
    refuseIf(
        life.isNegative() || life.isZero() || life.compareTo(trust.longestLife()) > 0, Reason.LIFE);
    Date notBefore = claims.getNotBeforeTime();
    refuseIf(
        notBefore != null && notBefore.toInstant().isAfter(now.plus(trust.skew())),
        Reason.NOT_YET_VALID);
    refuseIf(
        trust.tenant() != null && !trust.tenant().equals(claims.getClaim("tenant")), Reason.TENANT);
  }

  private static boolean isForUs(List<String> audience, Trust trust, String endpoint) {
    return audience.contains(endpoint) || audience.stream().anyMatch(trust.audiences()::contains);
  }

  private static Instant instant(@Nullable Date claimed) {
    if (claimed == null) {
      throw new TokenRefused(Reason.MISSING_CLAIM);
    }
    return claimed.toInstant();
  }

  private static void refuseIf(boolean wrong, Reason reason) {
    if (wrong) {
      throw new TokenRefused(reason);
    }
  }
}
