package cds.web.edge;

import cds.auth.Reason;
import cds.auth.TokenRefused;
import cds.auth.TokenVerifier;
import cds.clients.Client;
import cds.web.call.CurrentClient;
import cds.web.wire.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Recognises the client of a request by its bearer token. Every refusal is the same bare 401; which
 * it was is a word in the log and in the metric {@code cds.tokens.refused}. A token that we cannot
 * judge, because used ones cannot be looked up, is a 503: the client is not at fault.
 */
final class TokenFilter extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(TokenFilter.class);

  private static final Pattern BEARER =
      Pattern.compile("Bearer +([A-Za-z0-9._~+/=-]+) *", Pattern.CASE_INSENSITIVE);
  private static final Pattern IN_QUERY = Pattern.compile("(^|&)access_token(=|&|$)");

  private final RequestMatcher services;
  private final TokenVerifier verifier;
  private final String publicBase;
  private final @Nullable Client discoverer;
  private final MeterRegistry metrics;

  /**
   * Prepares the filter.
   *
   * @param services requests that need a token
   * @param verifier recognises clients
   * @param publicBase the address under which clients know this server, without a slash at its end
   * @param discoverer as whom discovery is answered without a token, or null when it needs one
   * @param metrics counts refusals
   */
  TokenFilter(
      RequestMatcher services,
      TokenVerifier verifier,
      URI publicBase,
      @Nullable Client discoverer,
      MeterRegistry metrics) {
    this.services = services;
    this.verifier = verifier;
    this.publicBase = publicBase.toString();
    this.discoverer = discoverer;
    this.metrics = metrics;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !services.matches(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Client client;
    try {
      client = client(request);
    } catch (TokenRefused refused) {
      refuse(response, refused.reason());
      return;
    }
    CurrentClient.set(request, client);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        new PreAuthenticatedAuthenticationToken(client.name(), "", List.of()));
    SecurityContextHolder.setContext(context);
    chain.doFilter(request, response);
  }

  private Client client(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    String query = request.getQueryString();
    if (query != null && IN_QUERY.matcher(query).find()) {
      throw new TokenRefused(Reason.TOKEN_IN_ADDRESS);
    }
    if (headers.isEmpty() && discoverer != null && isDiscovery(request)) {
      return discoverer;
    }
    if (headers.size() > 1) {
      throw new TokenRefused(Reason.SEVERAL_TOKENS);
    }
    Matcher bearer = BEARER.matcher(headers.isEmpty() ? "" : headers.get(0));
    if (!bearer.matches()) {
      throw new TokenRefused(Reason.NO_TOKEN);
    }
    return verifier.verify(bearer.group(1), publicBase + path(request));
  }

  private static boolean isDiscovery(HttpServletRequest request) {
    return request.getMethod().equals("GET") && path(request).equals("/cds-services");
  }

  /** As it was sent: neither decoded nor taken from headers that a caller or a proxy may set. */
  private static String path(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  private void refuse(HttpServletResponse response, Reason reason) throws IOException {
    LOG.warn("a request was refused: {}", reason.word());
    metrics.counter("cds.tokens.refused", "reason", reason.word()).increment();
    if (reason.isOurs()) {
      answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } else {
      unauthorised(response);
    }
  }

  /** Writes the one 401 there is. */
  static void unauthorised(HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    answer(response, HttpServletResponse.SC_UNAUTHORIZED);
  }

  private static void answer(HttpServletResponse response, int status) throws IOException {
    response.setStatus(status);
    response.setContentType(Outcome.FHIR_JSON.toString());
    response.getOutputStream().write(Outcome.of(status).bytes());
    response.flushBuffer();
  }
}
