package cds.web.call;

import static org.assertj.core.api.Assertions.assertThat;

import cds.conformance.Requirement;
import cds.web.Eventually;
import cds.web.HttpCalls;
import cds.web.TestServer;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
    classes = TestServer.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "logging.structured.format.console=ecs")
@ExtendWith(OutputCaptureExtension.class)
class CallRecordsTests {

  /** Spring Boot keeps the format of the log for whatever starts next in this JVM. */
  @AfterAll
  static void logsAreTextAgain() {
    System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
  }

  private static final String USER = "Practitioner/secret-user";

  @LocalServerPort private int port;
  private HttpCalls http;

  @BeforeEach
  void connect() {
    http = new HttpCalls(port);
  }

  @Test
  @Requirement({"SEC-13"})
  void aCallIsOneLineWithFieldsAndNobodysName(CapturedOutput log) {
    String call = HttpCalls.call("secret-patient", USER);
    http.send(http.post("view?patient=secret-query", call));

    assertThat(line(log, "view 200"))
        .contains(
            "\"logger\":\"cds.calls\"",
            "\"client\":\"loopback\"",
            "\"service\":\"view\"",
            "\"hook\":\"patient-view\"",
            "\"hook_instance\":\"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea\"",
            "\"status\":200",
            "\"outcome\":\"ok\"",
            "\"cards\":1",
            "\"indicator\":\"info\"",
            "\"duration_ms\":",
            "\"bytes_in\":" + call.length());
    assertThat(log.getAll()).doesNotContain("secret", "failed to append");
  }

  @ParameterizedTest
  @CsvSource({
    "view, nothing, view, 200, ok",
    "view, missing, view, 412, not-obtainable",
    "view, mismatch, view, 422, mismatch",
    "view, broken, view, 500, failed",
    "select, p1, select, 400, bad-request",
    "secret, p1, unknown, 404, bad-request",
    "secret/feedback, p1, unknown, 404, bad-request",
    "view/secret, p1, unknown, 404, bad-request"
  })
  void everyOutcomeIsLoggedAndCounted(
      String path, String patient, String service, int status, String word, CapturedOutput log) {
    http.send(http.post(path, HttpCalls.call(patient, USER)));

    assertThat(line(log, service + " " + status)).contains("\"outcome\":\"" + word + "\"");
    assertThat(log.getAll()).doesNotContain("secret");
    assertThat(metrics())
        .contains(
            "cds_calls_seconds_count{client=\"loopback\",outcome=\"%s\",service=\"%s\"} "
                .formatted(word, service))
        .doesNotContain("secret");
  }

  @Test
  void whatIsRefusedBeforeAClientIsKnownIsLoggedToo(CapturedOutput log) {
    http.send(
        HttpRequest.newBuilder(http.uri("/cds-services"))
            .header("X-Forwarded-For", "203.0.113.9")
            .build());

    assertThat(line(log, "discovery 403"))
        .contains("\"client\":\"unknown\"", "\"outcome\":\"unauthorized\"")
        .doesNotContain("203.0.113.9");
  }

  @Test
  void cardsAreCountedByIndicator() {
    http.send(http.post("view", HttpCalls.call("p1", USER)));

    assertThat(metrics()).contains("cds_cards_total{indicator=\"info\",service=\"view\"} ");
  }

  @Test
  void otherAddressesAreNoCalls(CapturedOutput log) {
    http.send(http.get("/actuator/health"));
    http.send(http.get("/cds-services-elsewhere"));

    assertThat(log.getAll()).doesNotContain("cds.calls");
  }

  @Test
  void everyStatusHasItsWord() {
    assertThat(
            java.util.stream.IntStream.of(200, 400, 401, 403, 404, 412, 413, 422, 429, 500, 503)
                .mapToObj(status -> CallOutcome.of(status).word()))
        .containsExactly(
            "ok",
            "bad-request",
            "unauthorized",
            "unauthorized",
            "bad-request",
            "not-obtainable",
            "too-large",
            "mismatch",
            "throttled",
            "failed",
            "busy");
  }

  private String metrics() {
    return http.send(http.get("/actuator/prometheus")).body();
  }

  /** The line is written after the answer, so it may come a moment later. */
  private static String line(CapturedOutput log, String call) {
    return Eventually.get(
        () ->
            log.getAll()
                .lines()
                .filter(
                    line -> line.contains("loopback " + call) || line.contains("unknown " + call))
                .findFirst());
  }
}
