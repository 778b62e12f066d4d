package cds.web.start;

import cds.auth.KeyCheck;
import cds.clients.Client;
import cds.clients.Clients;
import java.net.InetAddress;
import java.net.URI;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

/** What must hold in profile {@code prod}, where real patients are decided about. */
final class ProductionChecks {

  private ProductionChecks() {}

  /**
   * Refuses settings under which anybody could call, or listen.
   *
   * @throws StartRefused with a sentence that names the setting
   */
  static void check(CdsProperties properties, ServerProperties server, Clients clients) {
    if (properties.evaluationTime() != null) {
      throw new StartRefused(
          "cds.evaluation-time replaces today's date in clinical decisions and is refused in"
              + " profile prod. Remove cds.evaluation-time, or start without the profile.");
    }
    if (properties.isLoopback()) {
      throw new StartRefused(
          "cds.auth is loopback, under which nobody signs in; profile prod needs cds.auth=jwt and a"
              + " client registry (cds.clients). Set them, or start without the profile.");
    }
    URI base = properties.publicBase();
    if (base == null || !"https".equals(base.getScheme())) {
      throw new StartRefused(
          "cds.public-base is " + base + "; in profile prod clients call by https only.");
    }
    if (!isEncrypted(properties, server)) {
      throw new StartRefused(
          "server.address is not a loopback address and nothing encrypts what is sent to it. In"
              + " profile prod set server.ssl.* (TLS here), or cds.behind-proxy=true when a proxy"
              + " before this server ends TLS, or server.address=127.0.0.1.");
    }
    for (Client client : clients.all()) {
      if (KeyCheck.isPublished(client)) {
        throw new StartRefused(
            "the client '"
                + client.name()
                + "' of cds.clients is a published example: anybody has its private key. It is"
                + " refused in profile prod. Remove it, or start without the profile.");
      }
    }
  }

  private static boolean isEncrypted(CdsProperties properties, ServerProperties server) {
    InetAddress address = server.getAddress();
    return properties.behindProxy()
        || Ssl.isEnabled(server.getSsl())
        || (address != null && address.isLoopbackAddress());
  }
}
