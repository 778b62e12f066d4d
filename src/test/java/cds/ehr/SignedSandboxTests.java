package cds.ehr;

import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Json;
import cds.conformance.Requirement;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The same session where every request is signed: ES384, a key known beforehand, a {@code jku} that
 * is compared and never asked, and preflights without a token.
 */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "cds.evaluation-time=2025-06-16T12:00:00Z",
      "cds.fhir-budget=30s",
      "cds.auth=jwt",
      "cds.public-base=" + RegisteredClients.BASE
    })
@Requirement({"SEC-3", "SEC-4", "SEC-5", "SEC-7", "SEC-9", "SEC-12"})
class SignedSandboxTests extends SandboxTests implements RegisteredClients {

  private static final String SERVICES = "/cds-services";
  private static final String FEEDBACK = "/cds-services/dupilumab-eligibility/feedback";

  @LocalServerPort private int port;

  @Override
  Signer signer() {
    return SANDBOX_SIGNER;
  }

  @Test
  @Requirement("SEC-11")
  void theSameTokenASecondTimeIsRefused() {
    URI service = RegisteredClients.at(port);
    Optional<String> once = SANDBOX_SIGNER.token(service.resolve(FEEDBACK));
    Browser browser = browser(address -> once);

    assertThat(browser.post(FEEDBACK, Json.object()).status())
        .as("no feedback in it")
        .isEqualTo(400);
    assertThat(browser.post(FEEDBACK, Json.object()).status()).isEqualTo(401);
  }

  @Test
  void aTokenForDiscoveryReportsNothing() {
    Optional<String> other = SANDBOX_SIGNER.token(RegisteredClients.at(port).resolve(SERVICES));

    assertThat(browser(address -> other).post(FEEDBACK, Json.object()).status()).isEqualTo(401);
  }

  /** The page may read that it is refused, but nothing else. */
  @Test
  void withoutATokenThereIsNothingToRead() {
    Browser.Reply reply = browser(Signer.NONE).post(FEEDBACK, Json.object());

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.json().at("/issue/0/code").asString()).isEqualTo("login");
  }

  private Browser browser(Signer signer) {
    return new Browser(RegisteredClients.at(port), "http://localhost:8080", signer);
  }
}
