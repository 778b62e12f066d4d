package cds.record;

import cds.databases.Postgres;
import javax.sql.DataSource;

/** On PostgreSQL. */
class ReleasesOnPostgresTests extends ReleasesOnADatabase {

  private static final DataSource POSTGRES = Postgres.empty();

  @Override
  DataSource dataSource() {
    return POSTGRES;
  }
}
