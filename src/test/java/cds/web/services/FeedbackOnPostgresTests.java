package cds.web.services;

import cds.databases.Postgres;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** On PostgreSQL, by the address of the database alone. */
class FeedbackOnPostgresTests extends FeedbackOnADatabase {

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    String url = Postgres.emptyUrl();
    registry.add("spring.datasource.url", () -> url);
  }
}
