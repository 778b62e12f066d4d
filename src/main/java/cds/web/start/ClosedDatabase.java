package cds.web.start;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.h2.api.ErrorCode;

/**
 * Lets the connection pool part with connections to an H2 database that was closed under them, as
 * happens when its disk is full. H2 calls these valid all the same; a new one opens the database
 * again.
 */
public class ClosedDatabase implements SQLExceptionOverride {

  @java.lang.Override
  public Override adjudicate(SQLException problem) {
    return problem.getErrorCode() == ErrorCode.DATABASE_IS_CLOSED
        ? Override.MUST_EVICT
        : Override.CONTINUE_EVICT;
  }
}
