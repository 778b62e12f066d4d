package cds.people;

import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** On H2, which one process uses. */
class PeopleOnH2Tests extends PeopleOnADatabase {

  private static final DataSource SOURCE =
      new DriverManagerDataSource("jdbc:h2:mem:people;DB_CLOSE_DELAY=-1");

  static {
    migrate(SOURCE);
  }

  PeopleOnH2Tests() {
    super(SOURCE, false);
  }
}
