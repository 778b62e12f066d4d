package cds.ehr;

import static cds.acceptance.Fhir.draft;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Person.adult;
import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Answer;
import cds.auth.Ehr;
import cds.conformance.Requirement;
import cds.ehr.Browser.Reply;
import com.nimbusds.jose.JWSAlgorithm;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.node.ObjectNode;

/**
 * HL7's CRD request generator with signed requests: RS256 or RS384, its FHIR server as issuer, and
 * nothing prefetched, so that the service asks that server.
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
@Requirement({"SEC-3", "SEC-5", "SEC-7", "SEC-9", "PRE-3", "FA-1", "FA-2"})
class SignedCrdTests implements RegisteredClients {

  private static final String SERVICE = "/cds-services/dupilumab-order-sign";

  @LocalServerPort private int port;

  @BeforeEach
  void forget() {
    FHIR.authorizations().clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS384"})
  void withoutATokenForItItsOpenServerIsAskedOpenly(String algorithm) {
    Answer fetched = post(request(""), signer(algorithm)).answer();

    assertThat(fetched.alerts()).isEqualTo(prefetched().alerts()).isNotEmpty();
    assertThat(fetched.findings()).isEqualTo(prefetched().findings());
    assertThat(FHIR.authorizations()).isNotEmpty().containsOnly("none");
  }

  @Test
  void withAGrantEveryQuestionCarriesIt() {
    Answer fetched = post(request("its-token"), GENERATOR_SIGNER).answer();

    assertThat(fetched.findings()).isEqualTo(prefetched().findings());
    assertThat(FHIR.authorizations()).hasSizeGreaterThan(5).containsOnly("Bearer its-token");
  }

  /** The server is the generator's: its data are nobody else's to ask for. */
  @Test
  void anotherClientsServerIsNotAsked() {
    Reply reply =
        new Browser(RegisteredClients.at(port), "http://localhost:8080", SANDBOX_SIGNER)
            .post(SERVICE, request("its-token"));

    assertThat(reply.status()).isEqualTo(412);
    assertThat(FHIR.authorizations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PS384, true", "RS256, false"})
  void anotherAlgorithmOrKeyIsRefused(String algorithm, boolean ownKey) {
    Ehr stranger = Ehr.withRsa(GENERATOR.issuer(), GENERATOR.key().getKeyID());
    Signer signer =
        address ->
            Optional.of(
                GENERATOR
                    .token(BASE + address.getRawPath(), Instant.now())
                    .header("alg", algorithm)
                    .signed((ownKey ? GENERATOR : stranger).key(), JWSAlgorithm.parse(algorithm)));

    assertThat(post(request(""), signer).status()).isEqualTo(401);
    assertThat(FHIR.authorizations()).isEmpty();
  }

  private static Signer signer(String algorithm) {
    return address ->
        Optional.of(
            GENERATOR
                .token(BASE + address.getRawPath(), Instant.now())
                .header("alg", algorithm)
                .signed(GENERATOR.key(), JWSAlgorithm.parse(algorithm)));
  }

  private Answer prefetched() {
    return post(adult().scored(easi("24")).orderSign(draft("1876401")), GENERATOR_SIGNER).answer();
  }

  private Reply post(ObjectNode request, Signer signer) {
    return new Browser(RegisteredClients.at(port), "http://localhost:3000", signer)
        .post(SERVICE, request);
  }

  private static ObjectNode request(String token) {
    ObjectNode request = adult().scored(easi("24")).orderSign(draft("1876401"));
    request.remove("prefetch");
    request.put("fhirServer", FHIR.base());
    request
        .putObject("fhirAuthorization")
        .put("access_token", token)
        .put("token_type", "Bearer")
        .put("expires_in", 300)
        .put("scope", "patient/*.read")
        .put("subject", "cds-service4")
        .put("patient", "pat-1");
    return request;
  }
}
