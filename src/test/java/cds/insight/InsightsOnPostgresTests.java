package cds.insight;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;

/** On PostgreSQL. */
class InsightsOnPostgresTests extends InsightsOnADatabase {

  private EmbeddedPostgres postgres;

  @Override
  String url() throws IOException {
    postgres = EmbeddedPostgres.start();
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  @AfterAll
  void stop() throws IOException {
    postgres.close();
  }
}
