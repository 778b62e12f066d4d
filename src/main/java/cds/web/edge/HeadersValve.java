package cds.web.edge;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * The headers that protect every answer, in one place. A valve and not a filter, so that what
 * Tomcat itself refuses has them too.
 */
final class HeadersValve extends ValveBase {

  /** Data is not a document: nothing in it may be loaded, run or framed. */
  private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

  /** Pages use their own scripts, styles and pictures; nothing inline, nothing from elsewhere. */
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String A_YEAR = "max-age=31536000";

  private final boolean behindTls;

  /** Takes whether clients reach this service over TLS although it does not end here. */
  HeadersValve(boolean behindTls) {
    super(true);
    this.behindTls = behindTls;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", DATA_POLICY);
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    if (behindTls || request.isSecure()) {
      response.setHeader("Strict-Transport-Security", A_YEAR);
    }
    getNext().invoke(request, response);
  }

  /**
   * Makes an answer a page: it may load its own scripts, styles and pictures, and browsers tell its
   * own forms' origin.
   */
  static void page(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", PAGE_POLICY);
    response.setHeader("Referrer-Policy", "same-origin");
  }
}
