package cds.insight;

import java.util.List;

/**
 * What a selection can choose from: what was recorded.
 *
 * @param clients names of clients
 * @param services ids of services
 * @param releases hashes of releases
 */
public record Choices(List<String> clients, List<String> services, List<String> releases) {

  /** Copies. */
  public Choices {
    clients = List.copyOf(clients);
    services = List.copyOf(services);
    releases = List.copyOf(releases);
  }
}
