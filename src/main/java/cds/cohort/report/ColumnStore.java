package cds.cohort.report;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * An embedded DuckDB. Once it is open it reaches the files of one folder and nothing else: no other
 * file, no network, no extension; and that cannot be undone.
 */
final class ColumnStore implements AutoCloseable {

  private static final String URL = "jdbc:duckdb:";
  private static final String MEMORY = "1GB";

  private final Connection connection;

  /** Reads a row. */
  interface Reader<T> {

    /** Reads the row that the result stands on. */
    T read(ResultSet row) throws SQLException;
  }

  private ColumnStore(Connection connection) {
    this.connection = connection;
  }

  /** Whether the driver is there: only one of the two jars holds it. */
  static boolean isThere() {
    return DriverManager.drivers().anyMatch(ColumnStore::isDriver);
  }

  private static boolean isDriver(java.sql.Driver driver) {
    try {
      return driver.acceptsURL(URL);
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * Opens it.
   *
   * @param folder the only one that it may read and write
   * @param spill folder in it for what memory does not hold
   * @throws IOException when it does not open
   */
  static ColumnStore open(Path folder, Path spill) throws IOException {
    ColumnStore store = null;
    try {
      store = new ColumnStore(DriverManager.getConnection(URL));
      for (String setting : settings(folder, spill)) {
        store.run("SET " + setting);
      }
      return store;
    } catch (SQLException e) {
      if (store != null) {
        store.close();
      }
      throw new IOException("DuckDB does not open: " + e.getMessage(), e);
    }
  }

  /** In this order: after the last one nothing can be set. */
  private static List<String> settings(Path folder, Path spill) {
    return List.of(
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "memory_limit = '" + MEMORY + "'",
        "threads = " + Runtime.getRuntime().availableProcessors(),
        // Rows leave in the order they were sorted in: the same input gives the same bytes.
        "preserve_insertion_order = true",
        "temp_directory = " + literal(spill),
        "allowed_directories = [" + literal(folder) + "]",
        "enable_external_access = false",
        "lock_configuration = true");
  }

  /** Runs a statement. A statement that failed is closed by the driver, so each is its own. */
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query. */
  <T> List<T> list(String sql, Reader<T> reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    }
  }

  /** The one number that a query gives. */
  long number(String sql) throws SQLException {
    return numbers(sql, 1).get(0);
  }

  /** The numbers in the one row that a query gives. */
  List<Long> numbers(String sql, int columns) throws SQLException {
    Reader<List<Long>> reader =
        row -> {
          List<Long> numbers = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            numbers.add(row.getLong(i));
          }
          return numbers;
        };
    return list(sql, reader).get(0);
  }

  /** A path as SQL. */
  static String literal(Path path) {
    return literal(path.toAbsolutePath().normalize().toString());
  }

  /** A text as SQL. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A name as SQL. */
  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("DuckDB does not close", e);
    }
  }
}
