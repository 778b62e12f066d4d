package cds.web.edge;

import cds.auth.TokenVerifier;
import cds.web.call.CurrentClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;

/** The way of an Authorization header through the token filter, without a network. */
public final class DirectSignIn {

  private final TokenFilter filter;

  /**
   * Takes what recognises clients.
   *
   * @param publicBase the address under which clients know this server
   */
  public DirectSignIn(TokenVerifier verifier, URI publicBase) {
    this.filter =
        new TokenFilter(request -> true, verifier, publicBase, null, new SimpleMeterRegistry());
  }

  /**
   * What a client would get.
   *
   * @param accepted whether the request went on, as a client
   * @param status HTTP status
   * @param text headers and body
   */
  public record Reply(boolean accepted, int status, String text) {}

  /** Sends these Authorization headers to an address of the server. */
  public Reply send(String path, List<String> authorization) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
    authorization.forEach(value -> request.addHeader("Authorization", value));
    MockHttpServletResponse response = new MockHttpServletResponse();
    MockFilterChain chain = new MockFilterChain();
    try {
      filter.doFilter(request, response, chain);
      return new Reply(
          chain.getRequest() != null && CurrentClient.find(request).isPresent(),
          response.getStatus(),
          response.getHeaderNames().stream()
                  .sorted()
                  .map(n -> n + ": " + response.getHeaders(n))
                  .toList()
              + response.getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ServletException e) {
      throw new IllegalStateException(e);
    } finally {
      SecurityContextHolder.clearContext();
    }
  }
}
