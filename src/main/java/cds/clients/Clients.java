package cds.clients;

import cds.decide.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All clients: immutable, shared by all requests. */
public final class Clients {

  /** The name under which callers on this machine are registered when nobody signs in. */
  public static final String LOOPBACK = "loopback";

  /** The name under which whoever reads an open discovery is registered; no entry can have it. */
  public static final String ANYBODY = "(anybody)";

  private final Map<String, Client> byName = new LinkedHashMap<>();
  private final Map<String, Client> byIssuer = new LinkedHashMap<>();

  /** Takes clients whose names and issuers differ. */
  public Clients(List<Client> clients) {
    for (Client client : clients) {
      byName.put(client.name(), client);
      if (client.trust() != null) {
        byIssuer.put(client.trust().issuer(), client);
      }
    }
  }

  /** The client that signs as this issuer. */
  public Optional<Client> ofIssuer(String issuer) {
    return Optional.ofNullable(byIssuer.get(issuer));
  }

  /** The client of this name. */
  public Optional<Client> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All, in the order of the registry. */
  public List<Client> all() {
    return List.copyOf(byName.values());
  }

  /** What their decisions depend on. */
  public List<Caller> callers() {
    return byName.values().stream().map(Client::caller).toList();
  }
}
