package cds.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import cds.web.FakeDecisions;
import cds.web.HttpCalls;
import cds.web.TestServer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.HtmlUtils;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** The try page as bytes: what it sends, what it refuses, and what never comes through. */
@SpringBootTest(
    classes = TestServer.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"cds.max-body=1KB", "cds.evaluation-time=2025-06-16T12:00:00Z"})
class TryPageHttpTests {

  private static final String USER = "Practitioner/1";

  @LocalServerPort private int port;
  @Autowired private SpringTemplateEngine templates;

  private HttpCalls http;

  @BeforeEach
  void connect() {
    http = new HttpCalls(port);
  }

  @Test
  void thePageBringsEverythingItself() {
    HttpResponse<String> page = http.send(http.get("/"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(HttpCalls.contentType(page)).isEqualTo("text/html;charset=UTF-8");
    assertThat(header(page, "Cache-Control")).contains("no-store");
    assertThat(header(page, "Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                + " frame-ancestors 'none'");
    assertThat(page.body())
        .contains("view", "patient-view", "Looks", "select", "sha256:0000")
        .doesNotContainPattern("<style|style=|<script(?! src=\"/)| on[a-z]+=|src=\"http");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/cds.css", "/try.css", "/icon.svg", "/webjars/htmx.org/dist/htmx.min.js"})
  void whatThePageLoadsIsThere(String path) {
    assertThat(http.send(http.get(path)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, none",
    "Origin, null",
    "Origin, http://127.0.0.1",
    "Origin, http://localhost:1",
    "Origin, https://evil.example",
    "Accept, text/html"
  })
  void formsOfOtherPagesAreRefused(String name, String value) {
    HttpRequest form = form("view", HttpCalls.call("1", USER)).header(name, value).build();

    HttpCalls.assertOutcome(http.send(form), 403, "forbidden", "its own page only");
  }

  @Test
  void whatTheBrowserSaysOfTheFormCountsMoreThanItsOrigin() {
    HttpRequest form =
        form("view", HttpCalls.call("1", USER))
            .header("Origin", "http://127.0.0.1:" + port)
            .header("Sec-Fetch-Site", "cross-site")
            .build();

    assertThat(http.send(form).statusCode()).isEqualTo(403);
  }

  @Test
  void itsOwnFormIsAnswered() {
    String request = HttpCalls.call("1", USER);
    HttpResponse<String> byOrigin =
        http.send(form("view", request).header("Origin", "http://127.0.0.1:" + port).build());
    HttpResponse<String> byFetchSite = send("view", request, false);

    assertThat(byOrigin.statusCode()).isEqualTo(200);
    assertThat(byOrigin.body())
        .isEqualTo(byFetchSite.body())
        .startsWith("<!doctype html>")
        .contains("for 1 é", "Information");
    assertThat(header(byOrigin, "Cache-Control")).contains("no-store");
  }

  @Test
  void scriptsGetTheAnswerAlone() {
    assertThat(send("view", HttpCalls.call("1", USER), true).body())
        .startsWith("<section id=\"answer\"")
        .contains("for 1 é");
    assertThat(send("view", HttpCalls.call("nothing", USER), true).body()).contains("no card");
    assertThat(send("view", HttpCalls.call("1", "Patient/1"), true).body()).contains("no card");
  }

  @Test
  void aFormThatIsFarTooLargeIsRefused() {
    HttpResponse<String> answer = send("view", "x".repeat(100 * 1024), true);

    HttpCalls.assertOutcome(answer, 413, "too-long", "too large");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | nowhere | {}",
        "400 | view | ",
        "400 | view | {\"hook\": \"Jane Doe\"",
        "400 | view | {\"hook\": \"Jane Doe\"}",
        "400 | select | {\"hook\": \"patient-view\"}",
        "400 | view | {\"hook\": \"patient-view\", \"hookInstance\": \"Jane Doe\"}"
      })
  void aRefusalSaysWhatTheServiceSays(int status, String service, String text) {
    assertRefused(status, service, text == null ? "" : text);
  }

  @ParameterizedTest
  @CsvSource({"412, missing", "422, mismatch"})
  void soDoesOneFromBelowTheEdge(int status, String patient) {
    assertRefused(status, "view", HttpCalls.call(patient, USER));
  }

  @Test
  void aRequestIsAsLargeHereAsAnywhere() {
    String most = HttpCalls.call("1", USER);
    assertRefused(413, "view", most + " ".repeat(1025 - most.length()));
    assertThat(send("view", most + " ".repeat(1024 - most.length()), true).body())
        .contains("for 1 é");
  }

  private void assertRefused(int status, String service, String text) {
    HttpResponse<String> called = http.send(http.post(service, text));
    assertThat(called.statusCode()).isEqualTo(status);
    String sentence = HttpCalls.outcome(called).get("diagnostics").stringValue();

    HttpResponse<String> shown = send(service, text, true);

    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(HtmlUtils.htmlUnescape(shown.body()))
        .contains("HTTP status " + status, "<p>" + sentence + "</p>")
        .doesNotContain(FakeDecisions.SECRET);
  }

  @Test
  void aFailureSaysNothingOfWhatFailed() {
    assertThat(send("view", HttpCalls.call("broken", USER), true).body())
        .contains("HTTP status 500", "its log has details under error")
        .doesNotContain(FakeDecisions.SECRET, "Exception");
  }

  @Test
  void noTextOfACardComesThroughAsMarkup() {
    String shown = send("view", HttpCalls.call("hostile", USER), true).body();

    assertThat(shown)
        .contains("&lt;script&gt;alert(1)", "<strong>bold</strong>", "Critical")
        .doesNotContain("<script", "<img", "evil.example/b.png\"")
        .doesNotContainPattern("href=\"?(?!https://example\\.org)");
  }

  @Test
  void whatIsPastedComesBackAsTextOnly() {
    String hostile = "</textarea>" + FakeDecisions.HOSTILE;
    String page = send(FakeDecisions.HOSTILE, hostile, false).body();

    assertThat(page)
        .contains("&lt;/textarea&gt;&lt;script&gt;alert(1)")
        .doesNotContain("<script>", "<img src=x");
    assertThat(http.send(http.get("/?example=%3Cscript%3E")).body()).doesNotContain("<script>");
  }

  @Test
  void whereRequestsAreSignedThereIsNoForm() {
    Context signed =
        new Context(
            null,
            Map.of(
                "open", false,
                "services", new FakeDecisions().services(null),
                "parts", List.of(new Part("Database", false, "Does not answer.")),
                "release", new FakeDecisions().release(),
                "label", "us-label",
                "policies", List.of("a-policy"),
                "zone", ZoneOffset.UTC));

    assertThat(templates.process("home", signed))
        .contains("Requests must be signed here", "patient-view", "Fails", "a-policy")
        .doesNotContain("<form", "<textarea", "hx-post");
  }

  private HttpResponse<String> send(String service, String text, boolean htmx) {
    return http.send(
        form(service, text)
            .header("Sec-Fetch-Site", "same-origin")
            .header("HX-Request", String.valueOf(htmx))
            .build());
  }

  private HttpRequest.Builder form(String service, String text) {
    return HttpRequest.newBuilder(http.uri("/try"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("service=" + encoded(service) + "&request=" + encoded(text)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("none");
  }
}
