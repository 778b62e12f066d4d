package cds.web.edge;

import cds.clients.Client;
import cds.web.call.CurrentClient;
import cds.web.wire.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps a service without sign-in private to its machine: refuses what came through a proxy, and
 * what a browser was led to by a foreign name that resolves to this machine (DNS rebinding).
 */
final class LoopbackFilter extends OncePerRequestFilter {

  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

  private final Client client;

  /** Takes the client as which callers on this machine are served. */
  LoopbackFilter(Client client) {
    this.client = client;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String refusal = refusal(request);
    if (refusal == null) {
      CurrentClient.set(request, client);
      chain.doFilter(request, response);
    } else {
      refuse(response, refusal);
    }
  }

  /** Writes a 403. */
  static void refuse(HttpServletResponse response, String sentence) throws IOException {
    new Refusal(HttpServletResponse.SC_FORBIDDEN, "forbidden", sentence).answer(response);
  }

  private static @Nullable String refusal(HttpServletRequest request) {
    for (String header : Collections.list(request.getHeaderNames())) {
      String name = header.toLowerCase(Locale.ROOT);
      if (name.equals("forwarded") || name.startsWith("x-forwarded-")) {
        return "The service answers callers on its own machine; a request that came through a proxy"
            + " (Forwarded or X-Forwarded-* header) is refused.";
      }
    }
    String host = request.getHeader("Host");
    return host == null || !LOOPBACK.matcher(host).matches()
        ? "The service answers callers on its own machine; call it as localhost or 127.0.0.1."
        : null;
  }
}
