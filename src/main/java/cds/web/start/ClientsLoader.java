package cds.web.start;

import cds.auth.KeyCheck;
import cds.clients.Client;
import cds.clients.Clients;
import cds.clients.ClientsReader;
import cds.decide.Caller;
import cds.decide.Mute;
import cds.fhir.FhirTerms;
import cds.knowledge.CodeMap;
import cds.knowledge.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the clients: those of the registry, and in loopback mode the callers on this machine. */
final class ClientsLoader {

  private static final Logger LOG = LoggerFactory.getLogger(ClientsLoader.class);

  private static final int MOST_DAYS_MUTED = 180;

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
            false,
            CodeMap.NONE,
            List.of());
    Path registry = properties.clients();
    Clients clients =
        registry == null
            ? new Clients(List.of())
            : read(registry.toAbsolutePath(), defaults, properties);
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

  private static Clients read(Path registry, Caller defaults, CdsProperties properties) {
    Instant fixed = properties.evaluationTime();
    LocalDate today = LocalDate.ofInstant(fixed == null ? Instant.now() : fixed, properties.zone());
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
                Caller.of("", defaults.label(), defaults.policies(), defaults.zone()),
                problems)
            .read(text);
    String file = registry.getFileName().toString();
    for (Client client : clients.all()) {
      if (client.trust() == null && !properties.isLoopback()) {
        problems.add(
            file,
            client.name(),
            "name",
            "names callers on this machine, who are not served with cds.auth=jwt; give the client"
                + " another name");
      }
      KeyCheck.check(file, client, problems);
      checkMutes(file, client, problems, today);
    }
    problems.refuseIfAny();
    return clients;
  }

  /** What is muted for long is forgotten; what is no longer muted is said. */
  private static void checkMutes(String file, Client client, Problems problems, LocalDate today) {
    for (Mute mute : client.caller().mutes()) {
      if (mute.until().isAfter(today.plusDays(MOST_DAYS_MUTED))) {
        problems.add(
            file,
            client.name(),
            "mutes.until",
            mute.until()
                + " is more than "
                + MOST_DAYS_MUTED
                + " days from now; mute for less, and"
                + " decide again then");
      } else if (!mute.holdsOn(today)) {
        LOG.warn(
            "{}: client {} no longer mutes {}: that ended on {}. Take it out of the registry.",
            file,
            client.name(),
            mute.finding(),
            mute.until());
      }
    }
  }

  private static Optional<String> related(Path registry, String path) {
    try {
      return Optional.of(Files.readString(registry.resolveSibling(path)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
