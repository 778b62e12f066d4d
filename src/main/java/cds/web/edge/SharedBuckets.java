package cds.web.edge;

import cds.clients.Client;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buckets in PostgreSQL, so that all replicas count together. They have few connections of their
 * own and little patience: a database that is slow or away must not hold up calls. It is then left
 * alone for some seconds.
 */
final class SharedBuckets implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SharedBuckets.class);
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String TABLE = "rate_limit";
  private static final int CONNECTIONS = 4;

  /** The least that the pool takes. */
  private static final long PATIENCE_MILLIS = 250;

  private static final String LONGEST_ANSWER_SECONDS = "1";
  private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

  private final HikariDataSource pool;
  private final ProxyManager<Long> buckets;
  private final AtomicLong askAgainAt = new AtomicLong(System.nanoTime());

  private SharedBuckets(HikariDataSource pool) {
    this.pool = pool;
    this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(pool).table(TABLE).build();
  }

  /** Buckets in the database that others use too; empty when it is not PostgreSQL. */
  static Optional<SharedBuckets> in(HikariDataSource database) {
    if (!database.getJdbcUrl().startsWith(POSTGRESQL)) {
      return Optional.empty();
    }
    HikariConfig own = new HikariConfig();
    database.copyStateTo(own);
    own.setPoolName("rate-limits");
    own.setMinimumIdle(1);
    own.setMaximumPoolSize(CONNECTIONS);
    own.setConnectionTimeout(PATIENCE_MILLIS);
    own.setValidationTimeout(PATIENCE_MILLIS);
    own.setInitializationFailTimeout(-1);
    own.addDataSourceProperty("connectTimeout", LONGEST_ANSWER_SECONDS);
    own.addDataSourceProperty("socketTimeout", LONGEST_ANSWER_SECONDS);
    return Optional.of(new SharedBuckets(new HikariDataSource(own)));
  }

  /**
   * Counts a request of a client.
   *
   * @return whether it may be sent; empty when the database does not say
   */
  Optional<ConsumptionProbe> count(Client client) {
    long now = System.nanoTime();
    if (now - askAgainAt.get() < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          buckets.builder().build(id(client), () -> limit(client)).tryConsumeAndReturnRemaining(1));
    } catch (RuntimeException e) {
      askAgainAt.set(System.nanoTime() + LEFT_ALONE.toNanos());
      LOG.warn(
          "The database does not count requests: {}; each replica counts alone",
          e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private static BucketConfiguration limit(Client client) {
    return BucketConfiguration.builder()
        .addLimit(RateLimits.aMinute(client.requestsPerMinute()))
        .build();
  }

  /** A client with a new limit has a new bucket. */
  private static long id(Client client) {
    String text = client.name() + "\n" + client.requestsPerMinute();
    try {
      return ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
          .getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
