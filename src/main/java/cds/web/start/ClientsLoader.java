package cds.web.start;

import cds.auth.KeyCheck;
import cds.clients.Client;
import cds.clients.Clients;
import cds.clients.ClientsReader;
import cds.decide.Caller;
import cds.fhir.FhirTerms;
import cds.knowledge.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the clients: those of the registry, and in loopback mode the callers on this machine. */
final class ClientsLoader {

  /** What a client may send that says nothing else. */
  private static final int USUAL = 600;

  private ClientsLoader() {}

  /**
   * Reads the registry, if one is configured.
   *
   * @throws StartRefused when the file cannot be read
   * @throws cds.knowledge.RulesRejected with everything that is wrong in it
   */
  static Clients load(CdsProperties properties) {
    Caller defaults =
        new Caller(
            Clients.LOOPBACK,
            properties.label(),
            properties.policies(),
            properties.zone(),
            List.of(),
            new FhirTerms(properties.fhirServers(), "", false),
            false);
    Path registry = properties.clients();
    Clients clients =
        registry == null
            ? new Clients(List.of())
            : read(registry.toAbsolutePath(), defaults, properties.isLoopback());
    List<Client> all = new ArrayList<>(clients.all());
    if (properties.isLoopback() && clients.named(Clients.LOOPBACK).isEmpty()) {
      all.add(new Client(defaults, null, Set.of(), List.of(), Client.UNLIMITED));
    }
    if (!properties.isLoopback() && properties.openDiscovery()) {
      all.add(new Client(anybody(properties), null, Set.of(), List.of(), USUAL));
    }
    return new Clients(all);
  }

  private static Caller anybody(CdsProperties properties) {
    return Caller.of(Clients.ANYBODY, properties.label(), properties.policies(), properties.zone());
  }

  private static Clients read(Path registry, Caller defaults, boolean loopback) {
    Problems problems = new Problems();
    String text;
    try {
      text = Files.readString(registry);
    } catch (IOException e) {
      throw new StartRefused(
          "cds.clients names a file that cannot be read as UTF-8 text: " + registry);
    }
    Clients clients =
        new ClientsReader(
                registry.getFileName().toString(),
                path -> related(registry, path),
                // What is configured for callers on this machine is nobody else's.
                new Caller(
                    "",
                    defaults.label(),
                    defaults.policies(),
                    defaults.zone(),
                    List.of(),
                    FhirTerms.NONE,
                    false),
                problems)
            .read(text);
    String file = registry.getFileName().toString();
    for (Client client : clients.all()) {
      if (client.trust() == null && !loopback) {
        problems.add(
            file,
            client.name(),
            "name",
            "names callers on this machine, who are not served with cds.auth=jwt; give the client"
                + " another name");
      }
      KeyCheck.check(file, client, problems);
    }
    problems.refuseIfAny();
    return clients;
  }

  private static Optional<String> related(Path registry, String path) {
    try {
      return Optional.of(Files.readString(registry.resolveSibling(path)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
