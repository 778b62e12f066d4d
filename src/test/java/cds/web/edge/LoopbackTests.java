package cds.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import cds.web.RawHttp;
import cds.web.TestServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(classes = TestServer.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class LoopbackTests {

  private static final String GET = "GET /cds-services HTTP/1.1";
  private static final String LOCAL = "Host: localhost:9999";

  @LocalServerPort private int port;

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8080"})
  void loopbackHostsAreAnswered(String host) throws IOException {
    assertThat(send(GET, "Host: " + host)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.2",
        "0.0.0.0",
        "10.0.0.1:8080"
      })
  void otherHostsAreRefused(String host) throws IOException {
    assertForbidden(send(GET, "Host: " + host), "localhost or 127.0.0.1");
    assertForbidden(send("GET /actuator/health HTTP/1.1", "Host: " + host), "localhost");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded: for=192.0.2.1",
        "X-Forwarded-For: 127.0.0.1",
        "x-forwarded-host: localhost",
        "X-FORWARDED-PROTO: https",
        "X-Forwarded-Prefix: /x"
      })
  void whatCameThroughAProxyIsRefused(String header) throws IOException {
    assertForbidden(send(GET, LOCAL, header), "proxy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:3000", "http://127.0.0.1:8080", "http://localhost"})
  void pagesOnThisMachineMayCall(String origin) throws IOException {
    String preflight =
        send(
            "OPTIONS /cds-services/view HTTP/1.1",
            LOCAL,
            "Origin: " + origin,
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: authorization, content-type");
    assertThat(preflight)
        .startsWith("HTTP/1.1 200 ")
        .contains(
            "Access-Control-Allow-Origin: " + origin + "\r\n",
            "Access-Control-Allow-Methods: GET,POST\r\n",
            "Access-Control-Allow-Headers: authorization, content-type\r\n");

    assertThat(send(GET, LOCAL, "Origin: " + origin))
        .startsWith("HTTP/1.1 200 ")
        .contains("Access-Control-Allow-Origin: " + origin + "\r\n");
    // A page must be able to read what it has to mend.
    assertThat(send("POST /cds-services/view HTTP/1.1", LOCAL, "Origin: " + origin))
        .startsWith("HTTP/1.1 415 ")
        .contains("Access-Control-Allow-Origin: " + origin + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "https://localhost.evil.example",
        "http://localhost.evil:80",
        "null"
      })
  void otherPagesAreRefused(String origin) throws IOException {
    assertForbidden(send(GET, LOCAL, "Origin: " + origin), "CORS");
    assertForbidden(
        send(
            "OPTIONS /cds-services/view HTTP/1.1",
            LOCAL,
            "Origin: " + origin,
            "Access-Control-Request-Method: POST"),
        "CORS");
  }

  @Test
  void otherMethodsAndHeadersAreRefusedInPreflight() throws IOException {
    String[] start = {
      "OPTIONS /cds-services/view HTTP/1.1", LOCAL, "Origin: http://localhost:3000"
    };
    assertForbidden(
        send(start[0], start[1], start[2], "Access-Control-Request-Method: DELETE"), "CORS");
    assertForbidden(
        send(
            start[0],
            start[1],
            start[2],
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: x-other"),
        "CORS");
  }

  private String send(String... lines) throws IOException {
    return new RawHttp(port).send(lines);
  }

  private static void assertForbidden(String answer, String sentence) {
    assertThat(answer)
        .startsWith("HTTP/1.1 403 ")
        .contains("Content-Type: application/fhir+json", "\"code\":\"forbidden\"", sentence)
        .doesNotContain("evil");
  }
}
