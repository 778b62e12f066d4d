package cds.record;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** On the database that is there without being set up. */
class ReplicasOnH2Tests extends ReplicasOnADatabase {

  @Override
  DataSource dataSource() {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:mem:known-replicas;DB_CLOSE_DELAY=-1");
    return h2;
  }
}
