package cds.databases;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A PostgreSQL server that all tests share. It starts when it is asked for first, and ends with the
 * tests. A test that stops its server starts one of its own.
 */
public final class Postgres {

  public static final String USER = "postgres";

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private Postgres() {}

  /** Started once. */
  private static final class Server {

    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A new, empty database. */
  public static DataSource empty() {
    return Server.RUNNING.getDatabase(USER, created());
  }

  /** Address of a new, empty database. */
  public static String emptyUrl() {
    return Server.RUNNING.getJdbcUrl(USER, created());
  }

  private static String created() {
    String name = "test" + DATABASES.incrementAndGet();
    new JdbcTemplate(Server.RUNNING.getPostgresDatabase()).execute("create database " + name);
    return name;
  }
}
