package cds.record;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** On the file that is the default. */
class RecordOnH2Tests extends RecordOnADatabase {

  @TempDir private static Path home;
  private static JdbcConnectionPool h2;

  @BeforeAll
  static void open() {
    h2 = JdbcConnectionPool.create("jdbc:h2:file:" + home.resolve("db").toAbsolutePath(), "", "");
  }

  @AfterAll
  static void shut() {
    h2.dispose();
  }

  @Override
  DataSource database() {
    return h2;
  }
}
