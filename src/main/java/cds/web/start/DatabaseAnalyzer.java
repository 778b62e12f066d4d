package cds.web.start;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in a sentence why the database cannot be used; its own messages may quote addresses. */
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class DatabaseAnalyzer extends AbstractFailureAnalyzer<SQLException> {

  /** H2: the file is open in another process. */
  private static final int IN_USE = 90020;

  /** SQLSTATE classes: no connection, and refused credentials. */
  private static final String NO_CONNECTION = "08";

  private static final String NOT_LET_IN = "28";

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    if (cause.getErrorCode() == IN_USE) {
      return new FailureAnalysis(
          "The database file is in use by another process, probably by another instance of this"
              + " service started in the same folder.",
          "Stop the other instance, start in another folder, or set spring.datasource.url;"
              + " several instances together need PostgreSQL.",
          cause);
    }
    if (state.startsWith(NO_CONNECTION)) {
      return new FailureAnalysis(
          "The database of spring.datasource.url cannot be reached.",
          "Start the database, or change spring.datasource.url, and start again.",
          cause);
    }
    if (state.startsWith(NOT_LET_IN)) {
      return new FailureAnalysis(
          "The database of spring.datasource.url refuses the user or the password.",
          "Change spring.datasource.username and spring.datasource.password and start again.",
          cause);
    }
    return null;
  }
}
