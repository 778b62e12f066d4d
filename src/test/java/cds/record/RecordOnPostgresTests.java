package cds.record;

import cds.databases.Postgres;
import javax.sql.DataSource;

/** On PostgreSQL. */
class RecordOnPostgresTests extends RecordOnADatabase {

  private static final DataSource POSTGRES = Postgres.empty();

  @Override
  DataSource database() {
    return POSTGRES;
  }
}
