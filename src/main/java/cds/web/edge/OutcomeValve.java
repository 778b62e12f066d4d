package cds.web.edge;

import cds.web.wire.Outcome;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers what Tomcat refuses before our code sees it, such as an address it cannot read. */
final class OutcomeValve extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      response.setContentType(Outcome.FHIR_JSON.toString());
      response.getOutputStream().write(Outcome.of(status).bytes());
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      // The client is gone, or the answer has begun: there is nobody to tell.
      container.getLogger().debug("no error report: " + e.getClass().getName());
    }
  }
}
