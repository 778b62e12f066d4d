package cds.web.people;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.MissingCsrfTokenException;

/** What becomes of a request that is not let through: a way to sign in, or a sentence. */
final class Doors implements AuthenticationEntryPoint, AccessDeniedHandler {

  /** Where the forward finds the sentence. */
  static final String SENTENCE = Doors.class.getName() + ".sentence";

  private static final String CROSS_SITE = "cross-site";
  private static final String HTMX = "HX-Request";

  private final FirstRun firstRun;

  Doors(FirstRun firstRun) {
    this.firstRun = firstRun;
  }

  /** Nobody is signed in. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
    signIn(request, response);
  }

  private void signIn(HttpServletRequest request, HttpServletResponse response) {
    if (request.getHeader(HTMX) != null) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      response.setHeader("HX-Redirect", Ways.SIGN_IN);
      return;
    }
    String address = firstRun.isNeeded() ? Ways.SETUP : Ways.SIGN_IN + "?to=" + back(request);
    if (CROSS_SITE.equals(request.getHeader("Sec-Fetch-Site"))) {
      // A link elsewhere led here, so the browser kept the cookie back; from a page of ours it
      // sends it, and whoever is signed in is led on.
      response.setContentType("text/html");
      response.setHeader("Refresh", "0; url=" + address);
    } else {
      Ways.see(response, address);
    }
  }

  private static boolean isSignedIn() {
    Authentication session = SecurityContextHolder.getContext().getAuthentication();
    return session != null && session.getPrincipal() instanceof Entrance;
  }

  /** A form that was sent is lost; a page can be asked for again. */
  private static String back(HttpServletRequest request) {
    String query = request.getQueryString();
    String address =
        request.getMethod().equals("GET")
            ? request.getRequestURI() + (query == null ? "" : "?" + query)
            : Ways.WORKBENCH;
    return URLEncoder.encode(
        Ways.isOurs(address) ? address : Ways.WORKBENCH, StandardCharsets.UTF_8);
  }

  /** Somebody is signed in and may not; or a form comes from elsewhere, or too late. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException, ServletException {
    if (e instanceof MissingCsrfTokenException
        && request.getRequestURI().startsWith(Ways.WORKBENCH)
        && !isSignedIn()) {
      // The session in which the form was loaded is over.
      signIn(request, response);
      return;
    }
    request.setAttribute(
        SENTENCE,
        e instanceof CsrfException
            ? "This form is too old, or was not sent from its own page. Load the page again, and"
                + " send it again."
            : "You have no role here. Ask an administrator for one.");
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    RequestDispatcher page = request.getRequestDispatcher(Ways.REFUSED);
    page.forward(request, response);
  }
}
