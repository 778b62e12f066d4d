package cds.web.call;

import cds.clients.Client;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * Writes down every request to {@code /cds-services} once it is answered, refused ones too, and
 * gives back what it held.
 */
public final class CallFilter extends OncePerRequestFilter {

  /** Where discovery, calls and feedback begin. */
  public static final String ROOT = "/cds-services";

  private static final String FEEDBACK = "/feedback";
  private static final String UNKNOWN = "unknown";

  private final Function<String, Optional<String>> hooks;
  private final CallRecords records;

  /**
   * Takes what it needs.
   *
   * @param hooks tells the hook of a service by its id
   * @param meters where calls are counted
   */
  public CallFilter(Function<String, Optional<String>> hooks, MeterRegistry meters) {
    this.hooks = hooks;
    this.records = new CallRecords(meters);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !isCall(request);
  }

  /** Whether a request is for the services, preflights aside. */
  public static boolean isCall(HttpServletRequest request) {
    String path = path(request);
    return (path.equals(ROOT) || path.startsWith(ROOT + "/"))
        && !request.getMethod().equals("OPTIONS");
  }

  /** As controllers see it: an escaped letter must not lead around a limit. */
  private static String path(HttpServletRequest request) {
    return UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8);
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
    String path = path(request);
    if (path.equals(ROOT)) {
      return new CallRecords.Address(client, "discovery", "none");
    }
    String id = path.substring(ROOT.length() + 1);
    boolean feedback = id.endsWith(FEEDBACK);
    String service = feedback ? id.substring(0, id.length() - FEEDBACK.length()) : id;
    Optional<String> hook = hooks.apply(service);
    if (hook.isEmpty()) {
      return new CallRecords.Address(client, UNKNOWN, "none");
    }
    return new CallRecords.Address(client, id, feedback ? "none" : hook.get());
  }
}
