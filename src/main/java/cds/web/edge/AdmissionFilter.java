package cds.web.edge;

import cds.clients.Client;
import cds.web.call.CallFilter;
import cds.web.call.CurrentClient;
import cds.web.wire.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in a call whose client is known, before its body is read: from one of the client's own pages
 * if it comes from a page, and not more often than agreed.
 */
final class AdmissionFilter extends OncePerRequestFilter {

  private final RateLimits limits;

  AdmissionFilter(RateLimits limits) {
    this.limits = limits;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !CallFilter.isCall(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Client> client = CurrentClient.find(request);
    try {
      if (client.isPresent()) {
        refuseForeignPage(client.get(), request);
        limits.count(client.get());
      }
    } catch (Refusal refusal) {
      refusal.answer(response);
      return;
    }
    chain.doFilter(request, response);
  }

  /** A preflight carries no token, so it is let in for any client's page; the call is not. */
  private static void refuseForeignPage(Client client, HttpServletRequest request) {
    boolean signed = client.trust() != null;
    if (signed
        && CorsUtils.isCorsRequest(request)
        && !client.origins().contains(request.getHeader("Origin"))) {
      throw new Refusal(
          403,
          "forbidden",
          "CORS: the page that sends this request is not among the origins of client '%s'."
              .formatted(client.name()));
    }
  }
}
