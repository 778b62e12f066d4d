package cds.web;

import cds.clients.Client;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Writes down every request to {@code /cds-services} once it is answered, refused ones too, and
 * gives back what it held.
 */
final class CallFilter extends OncePerRequestFilter {

  static final String ROOT = "/cds-services";
  private static final String FEEDBACK = "/feedback";
  private static final String UNKNOWN = "unknown";

  private final Map<String, String> hooks;
  private final CallRecords records;

  /**
   * Takes what it needs.
   *
   * @param hooks the hook of each service, by its id
   * @param records where calls are written down
   */
  CallFilter(Map<String, String> hooks, CallRecords records) {
    this.hooks = Map.copyOf(hooks);
    this.records = records;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !isCall(request);
  }

  /** Whether a request is for the services, preflights aside. */
  static boolean isCall(HttpServletRequest request) {
    String path = request.getRequestURI();
    return (path.equals(ROOT) || path.startsWith(ROOT + "/"))
        && !request.getMethod().equals("OPTIONS");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long start = System.nanoTime();
    int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    try {
      chain.doFilter(request, response);
      status = response.getStatus();
    } finally {
      Call call = Call.of(request);
      call.end();
      records.add(address(request), call, status, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private CallRecords.Address address(HttpServletRequest request) {
    String client = CurrentClient.find(request).map(Client::name).orElse(UNKNOWN);
    String path = request.getRequestURI();
    if (path.equals(ROOT)) {
      return new CallRecords.Address(client, "discovery", "none");
    }
    String id = path.substring(ROOT.length() + 1);
    boolean feedback = id.endsWith(FEEDBACK);
    String service = feedback ? id.substring(0, id.length() - FEEDBACK.length()) : id;
    String hook = hooks.get(service);
    if (hook == null) {
      return new CallRecords.Address(client, UNKNOWN, "none");
    }
    return new CallRecords.Address(client, id, feedback ? "none" : hook);
  }
}
