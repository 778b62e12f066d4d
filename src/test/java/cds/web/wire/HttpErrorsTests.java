package cds.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import cds.web.FakeDecisions;
import cds.web.HttpCalls;
import cds.web.RawHttp;
import cds.web.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(classes = TestServer.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class HttpErrorsTests {

  @LocalServerPort private int port;
  private HttpCalls http;

  @BeforeEach
  void connect() {
    http = new HttpCalls(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/xml",
        "multipart/form-data;boundary=x",
        "application/json;charset=ISO-8859-1",
        "application/json;charset=none-such",
        "application/*",
        "application/*+json",
        "nonsense"
      })
  void otherMediaTypesAre415(String contentType) {
    HttpCalls.assertOutcome(
        http.send(http.post("view", "{}", contentType)), 415, "not-supported", "application/json");
  }

  @Test
  void aBodyWithoutTypeOrWithAnEncodingIs415() {
    HttpRequest untyped =
        HttpRequest.newBuilder(http.uri("/cds-services/view"))
            .POST(BodyPublishers.ofString("{}"))
            .build();
    HttpRequest zipped =
        HttpRequest.newBuilder(http.uri("/cds-services/view"))
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofString("{}"))
            .build();

    HttpCalls.assertOutcome(http.send(untyped), 415, "not-supported", "application/json");
    HttpCalls.assertOutcome(http.send(zipped), 415, "not-supported", "Content-Encoding");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}{}",
        "{\"hook\":\"patient-view\",\"hook\":\"patient-view\"}",
        "{\"hook\":NaN}",
        "{\"x\":1e20000000}"
      })
  void malformedBodiesAre400(String body) {
    HttpResponse<String> response = http.send(http.post("view", body));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(HttpCalls.outcome(response).get("code").stringValue())
        .isIn("structure", "too-costly");
  }

  @Test
  void deepNestingIs400() {
    HttpCalls.assertOutcome(
        http.send(http.post("view", "{\"a\":" + "[".repeat(20_000))),
        400,
        "too-costly",
        "100 levels");
  }

  @Test
  void anotherHookIs400AndNamesBoth() {
    HttpCalls.assertOutcome(
        http.send(http.post("select", HttpCalls.call("p1", "Practitioner/1"))),
        400,
        "value",
        "Service 'select' answers hook 'order-select', but the request is for 'patient-view'.");
  }

  @Test
  void aMissingMemberIs400AndNamed() {
    HttpCalls.assertOutcome(
        http.send(http.post("view", "{\"hook\":\"patient-view\"}")),
        400,
        "required",
        "hookInstance");
  }

  @Test
  void anUnknownServiceIs404WhateverTheBody() {
    HttpResponse<String> response = http.send(http.post("nobody", "{", "text/plain"));

    HttpCalls.assertOutcome(response, 404, "not-found", "GET /cds-services");
    assertThat(response.body()).doesNotContain("nobody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/cds-services/", "/error", "/actuator", "/actuator/env"})
  void otherAddressesAre404(String path) {
    HttpCalls.assertOutcome(http.send(http.get(path)), 404, "not-found", "nothing at this address");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/cds-services/view,POST",
    "DELETE,/cds-services,GET",
    "PUT,/cds-services/view,POST"
  })
  void otherMethodsAre405AndThoseAllowedAreNamed(String method, String path, String allowed) {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(http.uri(path)).method(method, BodyPublishers.noBody()).build());

    HttpCalls.assertOutcome(response, 405, "not-supported", "Allow");
    assertThat(response.headers().firstValue("Allow")).contains(allowed);
  }

  @Test
  void anotherFormOfAnswerIs406() {
    HttpRequest request =
        HttpRequest.newBuilder(http.uri("/cds-services")).header("Accept", "text/html").build();

    HttpCalls.assertOutcome(http.send(request), 406, "not-supported", "application/json");
  }

  @Test
  void dataThatCannotBeHadIs412AndTheKeyIsNamed() {
    HttpCalls.assertOutcome(
        http.send(http.post("view", HttpCalls.call("missing", "Practitioner/1"))),
        412,
        "required",
        "prefetch.conditions");
  }

  @Test
  void anotherPatientIs422() {
    HttpCalls.assertOutcome(
        http.send(http.post("view", HttpCalls.call("mismatch", "Practitioner/1"))),
        422,
        "business-rule",
        "context.patientId");
  }

  @ParameterizedTest
  @CsvSource({"broken,java.lang.ArithmeticException", "endless,java.lang.StackOverflowError"})
  void aFailureIs500AndNeitherAnswerNorLogQuotesIt(
      String patient, String exception, CapturedOutput log) {
    HttpResponse<String> response =
        http.send(http.post("view", HttpCalls.call(patient, "Practitioner/1")));

    HttpCalls.assertOutcome(response, 500, "exception", "error ");
    String id =
        HttpCalls.outcome(response)
            .get("diagnostics")
            .stringValue()
            .replaceAll(".*error (.*)\\.", "$1");
    assertThat(response.body()).doesNotContain(FakeDecisions.SECRET, exception);
    assertThat(log.getAll()).contains(id, exception).doesNotContain(FakeDecisions.SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a|b HTTP/1.1",
        "GET /a%2Fb HTTP/1.1",
        "GET /%zz HTTP/1.1",
        "GET /x HTTP/9.9"
      })
  void whatTheServerCannotReadIsAnOperationOutcomeToo(String line) throws IOException {
    String answer = new RawHttp(port).send(line, "Host: localhost");

    assertThat(answer)
        .matches("(?s)HTTP/1.1 (400|505) .*")
        .contains("Content-Type: application/fhir+json", "\"OperationOutcome\"")
        .doesNotContain("<html", "Tomcat");
  }
}
