package cds.authoring;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** On the database that comes with the service. */
class DraftsOnH2Tests extends DraftsOnADatabase {

  DraftsOnH2Tests() {
    super(new DriverManagerDataSource("jdbc:h2:mem:drafts;DB_CLOSE_DELAY=-1"));
  }
}
