package cds.auth;

import java.io.IOException;
import java.net.URI;

/** Fetches key sets. */
@FunctionalInterface
public interface KeyFetcher {

  /**
   * The text at an address.
   *
   * @param address an address of the registry, never of a token
   * @throws IOException when it cannot be had, or is more than a key set can be
   */
  String fetch(URI address) throws IOException;
}
