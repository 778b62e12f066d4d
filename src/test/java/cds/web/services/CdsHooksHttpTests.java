package cds.web.services;

import static org.assertj.core.api.Assertions.assertThat;

import cds.web.HttpCalls;
import cds.web.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
    classes = TestServer.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"cds.evaluation-time=2025-06-16T12:00:00Z", "cds.zone=Europe/Berlin"})
class CdsHooksHttpTests {

  private static final int LIMIT = 4 * 1024 * 1024;

  @LocalServerPort private int port;
  private HttpCalls http;

  @BeforeEach
  void connect() {
    http = new HttpCalls(port);
  }

  @Test
  void discoveryListsTheServicesWithoutEmptyMembers() {
    HttpResponse<String> response = http.send(http.get("/cds-services"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(HttpCalls.contentType(response)).isEqualTo("application/json");
    assertThat(response.body())
        .isEqualTo(
            "{\"services\":[{\"hook\":\"patient-view\",\"title\":\"View\",\"description\":\"Looks\","
                + "\"id\":\"view\",\"prefetch\":{\"patient\":\"Patient/{{context.patientId}}\","
                + "\"conditions\":\"Condition?patient={{context.patientId}}\"},"
                + "\"usageRequirements\":\"None\"},{\"hook\":\"order-select\",\"title\":\"Select\","
                + "\"description\":\"Picks\",\"id\":\"select\"}]}");
  }

  @Test
  void aCallIsAnsweredAtTheEvaluationTimeWithoutEmptyMembers() {
    HttpResponse<String> response =
        http.send(http.post("view", HttpCalls.call("Patient/p1", "Practitioner/1")));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(HttpCalls.contentType(response)).isEqualTo("application/json");
    assertThat(response.body())
        .isEqualTo(
            "{\"cards\":[{\"uuid\":\"c1\",\"summary\":\"At 2025-06-16T12:00:00Z in Europe/Berlin"
                + " for p1 é\",\"indicator\":\"info\",\"source\":{\"label\":\"Guidance\",\"topic\":"
                + "{\"code\":\"a\",\"system\":\"https://example.org/topics\",\"display\":\"A\"}}}]}");
    assertThat(http.send(http.post("view", HttpCalls.call("Patient/p1", "Practitioner/1"))).body())
        .isEqualTo(response.body());
  }

  @Test
  void nothingToSayIsAnEmptyListOfCards() {
    assertThat(http.send(http.post("view", HttpCalls.call("nothing", "Practitioner/1"))).body())
        .isEqualTo("{\"cards\":[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Patient/p1", "RelatedPerson/r1"})
  void patientsAndRelativesGetNoCardsAndNothingIsDecided(String userId) {
    HttpResponse<String> response = http.send(http.post("view", HttpCalls.call("broken", userId)));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"cards\":[]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json;charset=UTF-8",
        "Application/JSON; charset=utf-8",
        "application/fhir+json",
        "application/vnd.x+json"
      })
  void jsonMediaTypesAreAccepted(String contentType) {
    assertThat(
            http.send(http.post("view", HttpCalls.call("p1", "Practitioner/1"), contentType))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void aBodyOfTheLimitIsReadAndOneByteMoreIs413() {
    String call = HttpCalls.call("p1", "Practitioner/1");
    String full = call + " ".repeat(LIMIT - call.length());

    assertThat(http.send(http.post("view", full)).statusCode()).isEqualTo(200);
    HttpCalls.assertOutcome(
        http.send(http.post("view", full + " ")), 413, "too-long", "cds.max-body");
    HttpCalls.assertOutcome(http.send(http.streamed(full + " ")), 413, "too-long", "cds.max-body");
  }

  @Test
  void healthAndMetricsAreThere() {
    assertThat(http.send(http.get("/actuator/health")).body()).contains("\"status\":\"UP\"");
    assertThat(http.send(http.get("/actuator/prometheus")).statusCode()).isEqualTo(200);
  }
}
