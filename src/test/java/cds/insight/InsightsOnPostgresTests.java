package cds.insight;

import cds.databases.Postgres;

/** On PostgreSQL. */
class InsightsOnPostgresTests extends InsightsOnADatabase {

  @Override
  String url() {
    return Postgres.emptyUrl();
  }
}
