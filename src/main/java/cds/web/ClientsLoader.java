package cds.web;

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

  /** Callers on this machine are not slowed down. */
  private static final int UNLIMITED = Integer.MAX_VALUE;

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
        registry == null ? new Clients(List.of()) : read(registry.toAbsolutePath(), defaults);
    if (!properties.isLoopback() || clients.named(Clients.LOOPBACK).isPresent()) {
      return clients;
    }
    List<Client> all = new ArrayList<>(clients.all());
    all.add(new Client(defaults, null, Set.of(), List.of(), UNLIMITED));
    return new Clients(all);
  }

  private static Clients read(Path registry, Caller defaults) {
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
