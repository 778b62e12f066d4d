package cds.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import cds.web.Eventually;
import cds.web.HttpCalls;
import cds.web.Registry;
import cds.web.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
    classes = TestServer.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0", "cds.auth=jwt", "cds.public-base=" + Registry.BASE})
@ActiveProfiles("prod")
@ExtendWith(OutputCaptureExtension.class)
class ProductionTests {

  /** Spring Boot keeps the format of the log for whatever starts next in this JVM. */
  @AfterAll
  static void logsAreTextAgain() {
    System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
  }

  @TempDir static Path folder;

  @LocalServerPort private int port;
  @LocalManagementPort private int operators;
  private HttpCalls http;

  @DynamicPropertySource
  static void registry(DynamicPropertyRegistry properties) {
    properties.add("cds.clients", () -> Registry.write(folder));
  }

  @BeforeEach
  void connect() {
    http = new HttpCalls(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator", "/actuator/health", "/actuator/prometheus"})
  void theActuatorIsNotOnThePortOfTheServices(String path) {
    assertThat(http.send(http.get(path)).statusCode()).isEqualTo(404);
  }

  @Test
  void theActuatorHasItsOwnPort() {
    HttpCalls operator = new HttpCalls(operators);

    assertThat(operators).isNotEqualTo(port);
    assertThat(operator.send(operator.get("/actuator/health")).body())
        .contains("\"status\":\"UP\"");
    assertThat(operator.send(operator.get("/actuator/health/records")).body())
        .as("the operator sees why")
        .contains("\"waiting\":");
    assertThat(operator.send(operator.get("/actuator/prometheus")).statusCode()).isEqualTo(200);
    assertThat(operator.send(operator.get("/cds-services")).statusCode()).isEqualTo(401);
    assertThat(operator.send(operator.get("/actuator/env")).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz"})
  void aLoadBalancerSeesWhetherTheServiceLivesAndNothingMore(String path) {
    HttpResponse<String> response = http.send(http.get(path));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
  }

  @Test
  void theLogIsJson(CapturedOutput log) {
    String token = Registry.VALLEY.token(Registry.VIEW, Instant.now()).signed();
    http.send(
        HttpRequest.newBuilder(
                http.post("view", HttpCalls.call("p1", "Practitioner/1")), (name, value) -> true)
            .header("Authorization", "Bearer " + token)
            .build());

    assertThat(
            Eventually.get(
                () -> log.getAll().lines().filter(line -> line.contains("view 200")).findFirst()))
        .startsWith("{\"@timestamp\":")
        .contains("\"ecs\":{\"version\":");
    assertThat(log.getAll().lines()).allMatch(line -> line.isEmpty() || line.startsWith("{"));
  }
}
