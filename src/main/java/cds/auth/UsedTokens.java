package cds.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tokens that were used, so that each counts once. They are kept in the database, so that a token
 * used at one replica is known at every other, and deleted when they have expired. When they cannot
 * be kept, no token is accepted.
 */
public final class UsedTokens {

  private static final int LONGEST_QUERY_SECONDS = 2;
  private static final Duration CLEANING = Duration.ofMinutes(1);

  /** Replicas whose clocks differ must not forget what another still accepts. */
  private static final Duration KEPT_LONGER = Duration.ofMinutes(5);

  private final JdbcClient database;
  private final long most;
  private final AtomicLong kept = new AtomicLong();
  private Instant cleanedAt = Instant.EPOCH;

  /**
   * Takes the database.
   *
   * @param source its table {@code used_token} is used
   * @param most how many are kept at most; replicas learn of each other's within a minute
   */
  public UsedTokens(DataSource source, long most) {
    JdbcTemplate template = new JdbcTemplate(source);
    template.setQueryTimeout(LONGEST_QUERY_SECONDS);
    this.database = JdbcClient.create(template);
    this.most = most;
  }

  /**
   * Uses a token up.
   *
   * @param issuer {@code iss}
   * @param id {@code jti}
   * @param until when nobody accepts it any more
   * @param now the time by which it was verified
   * @throws TokenRefused when it was used before, or this cannot be known or kept
   */
  void use(String issuer, String id, Instant until, Instant now) {
    try {
      makeRoom(now);
      database
          .sql("insert into used_token (issuer_and_id, expires_at) values (?, ?)")
          .params(hash(issuer + "\n" + id), until.atOffset(ZoneOffset.UTC))
          .update();
    } catch (DuplicateKeyException e) {
      throw new TokenRefused(Reason.USED_BEFORE);
    } catch (DataAccessException e) {
      throw new TokenRefused(Reason.STORE_UNAVAILABLE);
    }
  }

  private void makeRoom(Instant now) {
    if (isTimeToClean(now)) {
      database
          .sql("delete from used_token where expires_at < ?")
          .params(now.minus(KEPT_LONGER).atOffset(ZoneOffset.UTC))
          .update();
      kept.set(database.sql("select count(*) from used_token").query(Long.class).single());
    }
    if (kept.incrementAndGet() > most) {
      throw new TokenRefused(Reason.STORE_FULL);
    }
  }

  /** True for one request a minute: the others do not wait for it. */
  private synchronized boolean isTimeToClean(Instant now) {
    if (now.isBefore(cleanedAt.plus(CLEANING))) {
      return false;
    }
    cleanedAt = now;
    return true;
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
