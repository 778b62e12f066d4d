package cds.auth;

import static org.assertj.core.api.Assertions.assertThat;

import cds.clients.Client;
import cds.clients.Clients;
import cds.clients.ClientsReader;
import cds.conformance.Requirement;
import cds.decide.Caller;
import cds.knowledge.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The registry that integrators start from can be read and means what it says. */
@Requirement("SEC-14")
class ExampleRegistryTests {

  private static final Path FOLDER = Path.of("docs", "connect");

  @Test
  void itIsReadWithoutAProblemAndOnlyTheSandboxIsPublished() throws IOException {
    Problems problems = new Problems();
    Clients clients =
        new ClientsReader(
                "clients.yaml",
                ExampleRegistryTests::related,
                Caller.of("", "us-label", List.of(), ZoneOffset.UTC),
                problems)
            .read(Files.readString(FOLDER.resolve("clients.yaml")));
    clients.all().forEach(client -> KeyCheck.check("clients.yaml", client, problems));

    assertThat(problems.found()).isEmpty();
    assertThat(clients.all())
        .extracting(Client::name)
        .containsExactly("epic-like-site", "oracle-health-like-site", "sandbox");
    assertThat(clients.all())
        .filteredOn(KeyCheck::isPublished)
        .extracting(Client::name)
        .containsExactly("sandbox");
  }

  /** The keys of a site are its own; those of the sandbox are beside the example. */
  private static Optional<String> related(String path) {
    try {
      return Optional.of(
          path.equals("lake.jwks.json")
              ? Ehr.jwks(Ehr.withRsa("https://ehr.lake.example", "1"))
              : Files.readString(FOLDER.resolve(path)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
