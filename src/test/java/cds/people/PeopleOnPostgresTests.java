package cds.people;

import cds.databases.Postgres;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** On PostgreSQL, which several replicas use. */
class PeopleOnPostgresTests extends PeopleOnADatabase {

  private static final DataSource SOURCE = new DriverManagerDataSource(Postgres.emptyUrl());

  static {
    migrate(SOURCE);
  }

  PeopleOnPostgresTests() {
    super(SOURCE, true);
  }
}
