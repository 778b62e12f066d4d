package cds.web.call;

import cds.clients.Client;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The client of a request: set by what recognised it, read by what answers it. */
public final class CurrentClient {

  private static final String ATTRIBUTE = CurrentClient.class.getName();

  private CurrentClient() {}

  /** Remembers who sent a request. */
  public static void set(HttpServletRequest request, Client client) {
    request.setAttribute(ATTRIBUTE, client);
  }

  /**
   * Who sent a request.
   *
   * @throws IllegalStateException when nobody was recognised: such a request must not get this far
   */
  public static Client of(HttpServletRequest request) {
    return find(request).orElseThrow(() -> new IllegalStateException("a request of nobody"));
  }

  /** Who sent a request, if anybody was recognised. */
  public static Optional<Client> find(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Client client
        ? Optional.of(client)
        : Optional.empty();
  }
}
