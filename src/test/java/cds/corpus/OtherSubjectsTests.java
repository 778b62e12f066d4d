package cds.corpus;

import static cds.acceptance.Fhir.draft;
import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Person.adult;
import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Server;
import cds.acceptance.Server.Reply;
import cds.conformance.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A client that is registered with {@code other-subjects: refused}. */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "cds.evaluation-time=2025-06-16T12:00:00Z")
@Requirement("REQ-10")
class OtherSubjectsTests {

  private static final String OTHER = "{'reference':'Patient/somebody-else'}";

  @TempDir static Path folder;

  @LocalServerPort private int port;
  private Server server;

  @DynamicPropertySource
  static void registry(DynamicPropertyRegistry registry) throws IOException {
    Path clients = folder.resolve("clients.yaml");
    Files.writeString(
        clients,
        """
        clients:
          - name: loopback
            other-subjects: refused
        """);
    registry.add("cds.clients", clients::toString);
  }

  @BeforeEach
  void connect() {
    server = new Server(port);
  }

  @Test
  void anOrderOfAnotherPatientIs422() {
    assertRefused(
        server.post(
            "dupilumab-order-sign",
            adult()
                .orderSign(
                    draft("1876401").id("a"), draft("1876401").id("b").with("subject", OTHER))),
        "MedicationRequest",
        "orders of the context");
  }

  @Test
  void aPrefetchedResourceOfAnotherPatientIs422() {
    assertRefused(
        server.post(
            Server.ELIGIBILITY, adult().scored(easi("24").with("subject", OTHER)).patientView()),
        "Observation",
        "prefetch.observations");
  }

  @Test
  void whatIsAllOfThePatientIsAnswered() {
    Reply reply =
        server.post("dupilumab-refill", adult().refill(dupilumabOrder("300", "2", "2025-01-15")));

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  private static void assertRefused(Reply reply, String... named) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(422);
    assertThat(reply.diagnostics()).contains(named);
    assertThat(reply.body()).doesNotContain("somebody-else", "pat-1");
  }
}
