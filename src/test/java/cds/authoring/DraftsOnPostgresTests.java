package cds.authoring;

import cds.databases.Postgres;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** On PostgreSQL, which several replicas use. */
class DraftsOnPostgresTests extends DraftsOnADatabase {

  DraftsOnPostgresTests() {
    super(SOURCE);
  }

  private static final DriverManagerDataSource SOURCE =
      new DriverManagerDataSource(Postgres.emptyUrl());
}
