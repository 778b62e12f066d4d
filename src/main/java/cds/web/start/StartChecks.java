package cds.web.start;

import cds.clients.Clients;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Refuses combinations of settings that would be unsafe, before the first request is accepted. */
@Component
public final class StartChecks {

  StartChecks(
      CdsProperties properties, ServerProperties server, Environment environment, Clients clients) {
    if (isProduction(environment)) {
      ProductionChecks.check(properties, server, clients);
    }
    if (properties.isLoopback()) {
      refuseOtherThanLoopback("server.address", server.getAddress());
      refuseSeparateManagementAddress(environment);
      refuseForwardedHeaders(server);
    }
  }

  /** Whether real patients are decided about: profile {@code prod}. */
  public static boolean isProduction(Environment environment) {
    return environment.acceptsProfiles(Profiles.of("prod"));
  }

  private static void refuseOtherThanLoopback(String property, @Nullable InetAddress address) {
    if (address == null || !address.isLoopbackAddress()) {
      throw new StartRefused(
          property
              + (address == null ? " is not set" : " is " + address.getHostAddress())
              + ", but with cds.auth=loopback nobody signs in and the service listens on this"
              + " machine only. Use "
              + property
              + "=127.0.0.1.");
    }
  }

  /**
   * A management port of its own gets a server of its own, which listens everywhere unless told.
   */
  private static void refuseSeparateManagementAddress(Environment environment) {
    String port = environment.getProperty("management.server.port");
    if (port == null || port.isBlank() || port.startsWith("-")) {
      return;
    }
    String address = environment.getProperty("management.server.address");
    try {
      refuseOtherThanLoopback(
          "management.server.address", address == null ? null : InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      throw new StartRefused(
          "management.server.address is not an address of this machine. Use 127.0.0.1.");
    }
  }

  /** The server would strip forwarded headers before the loopback filter can see them. */
  private static void refuseForwardedHeaders(ServerProperties server) {
    ServerProperties.ForwardHeadersStrategy strategy = server.getForwardHeadersStrategy();
    if (strategy != ServerProperties.ForwardHeadersStrategy.NONE) {
      throw new StartRefused(
          "server.forward-headers-strategy must be none with cds.auth=loopback, because requests"
              + " that came through a proxy are refused.");
    }
  }
}
