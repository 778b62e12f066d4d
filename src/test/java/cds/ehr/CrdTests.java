package cds.ehr;

import static cds.acceptance.Fhir.draft;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Person.adult;
import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.conformance.Requirement;
import cds.ehr.Browser.Reply;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.node.ObjectNode;

/**
 * HL7's CRD request generator: none of the service's prefetch keys, an empty token, the same {@code
 * hookInstance} for ever, an {@code encounterId} and extensions on the request.
 */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "cds.evaluation-time=2025-06-16T12:00:00Z")
@Requirement({"PRE-2", "PRE-4", "EXT-1", "FA-1"})
class CrdTests {

  private static final String ORIGIN = "http://localhost:3000";

  @LocalServerPort private int port;

  @ParameterizedTest
  @ValueSource(strings = {"dupilumab-order-select", "dupilumab-order-sign"})
  void withoutOurKeysAndWithoutATokenItHearsWhatIsMissing(String service) {
    Reply reply = post(service, request(service));

    assertThat(reply.status()).as(reply.json().toString()).isEqualTo(412);
    assertThat(reply.json().at("/issue/0/diagnostics").asString()).contains("prefetch.patient");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dupilumab-order-select", "dupilumab-order-sign"})
  void whatItSendsBesideOurKeysIsNoHindrance(String service) {
    ObjectNode request = request(service);
    ObjectNode prefetch = (ObjectNode) request.get("prefetch");
    complete(service)
        .get("prefetch")
        .properties()
        .forEach(m -> prefetch.set(m.getKey(), m.getValue()));
    Reply first = post(service, request);

    assertThat(first.answer().alerts()).isNotEmpty();
    assertThat(post(service, request).json()).as("a constant hookInstance").isEqualTo(first.json());
  }

  @Test
  void aHookThatIsNotOfferedIsRefused() {
    ObjectNode request = request("dupilumab-order-sign").put("hook", "order-dispatch");
    Reply reply = post("dupilumab-order-sign", request);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/issue/0/diagnostics").asString())
        .contains("order-sign", "order-dispatch");
  }

  private Reply post(String service, ObjectNode request) {
    URI base = URI.create("http://127.0.0.1:" + port);
    return new Browser(base, ORIGIN, Signer.NONE).post("/cds-services/" + service, request);
  }

  private static ObjectNode request(String service) {
    ObjectNode request = complete(service);
    request.put("hookInstance", "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea");
    request.put("fhirServer", "http://localhost:8080/test-ehr/r4");
    request
        .putObject("fhirAuthorization")
        .put("access_token", "")
        .put("token_type", "Bearer")
        .put("expires_in", 300)
        .put("scope", "patient/Patient.read patient/Observation.read")
        .put("subject", "cds-service4");
    request.putObject("extension").putObject("davinci-crd.configuration").put("coverage", true);
    ((ObjectNode) request.get("context")).put("encounterId", "enc89284");
    ObjectNode prefetch = request.putObject("prefetch");
    prefetch.putObject("coverageBundle").put("resourceType", "Bundle").put("type", "searchset");
    prefetch.putObject("deviceRequestBundle").put("resourceType", "Bundle");
    return request;
  }

  private static ObjectNode complete(String service) {
    return service.endsWith("select")
        ? adult().scored(easi("24")).orderSelect(draft("1876376"))
        : adult().scored(easi("24")).orderSign(draft("1876401"));
  }
}
