package cds.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import cds.web.RawHttp;
import cds.web.TestServer;
import java.io.IOException;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletResponse;

@SpringBootTest(classes = TestServer.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class HeadersTests {

  private static final Map<String, String> EXPECTED =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY");

  @LocalServerPort private int port;

  /** From our own answers to what Tomcat refuses before our code is asked. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /cds-services HTTP/1.1",
        "GET /nothing HTTP/1.1",
        "GET /actuator/health HTTP/1.1",
        "DELETE /cds-services HTTP/1.1",
        "POST /cds-services/view HTTP/1.1",
        "TRACE /cds-services HTTP/1.1",
        "GET /a|b HTTP/1.1",
        "GET /%zz HTTP/1.1",
        "GET /a/%2e%2e/;x HTTP/1.1"
      })
  void everyAnswerHasThemOnce(String line) throws IOException {
    String answer = new RawHttp(port).send(line, "Host: localhost");

    EXPECTED.forEach(
        (name, value) ->
            assertThat(answer.lines().filter(header -> header.startsWith(name + ":")))
                .as(name)
                .containsExactly(name + ": " + value));
    assertThat(answer)
        .doesNotContainIgnoringCase("\r\nServer:", "X-Powered-By", "Strict-Transport-Security");
  }

  @Test
  void aRefusedCallerHasThemToo() throws IOException {
    assertThat(new RawHttp(port).send("GET /cds-services HTTP/1.1", "Host: evil.example"))
        .startsWith("HTTP/1.1 403 ")
        .contains("X-Content-Type-Options: nosniff", "Cache-Control: no-store");
  }

  @ParameterizedTest
  @CsvSource({"false, false, false", "true, false, true", "false, true, true"})
  void overTlsBrowsersAreToldToStayThere(boolean behindTls, boolean secure, boolean told)
      throws Exception {
    Request request = new Request(new Connector(), new org.apache.coyote.Request());
    request.setSecure(secure);
    Response response = new Response(new org.apache.coyote.Response());
    HeadersValve valve = new HeadersValve(behindTls);
    valve.setNext(
        new ValveBase() {
          @Override
          public void invoke(Request ignored, Response same) {
            same.setHeader("X-Next", "reached");
          }
        });

    valve.invoke(request, response);

    assertThat(response.getHeader("Strict-Transport-Security"))
        .isEqualTo(told ? "max-age=31536000" : null);
    assertThat(response.getHeader("X-Next")).isEqualTo("reached");
  }

  @Test
  void aPageMayLoadWhatIsItsOwn() {
    MockHttpServletResponse response = new MockHttpServletResponse();

    HeadersValve.page(response);

    assertThat(response.getHeader("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
        .contains("frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'")
        .doesNotContain("unsafe", "*", "http");
  }
}
