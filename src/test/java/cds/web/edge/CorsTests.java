package cds.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import cds.clients.Client;
import cds.clients.Clients;
import cds.clients.Trust;
import cds.conformance.Requirement;
import cds.decide.Caller;
import cds.web.call.CurrentClient;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.filter.CorsFilter;

/** Pages of signed clients; those on this machine are in {@link LoopbackTests}. */
@Requirement({"SEC-12", "I-208"})
class CorsTests {

  private static final Client NORTH = client("north", "https://north.example");
  private static final Client SOUTH =
      client("south", "https://south.example", "https://south.example:8443");
  private static final FilterChain ANSWERS =
      (request, response) -> ((HttpServletResponse) response).setStatus(201);

  private final CorsFilter cors = Cors.of(new Clients(List.of(NORTH, SOUTH)));

  @ParameterizedTest
  @ValueSource(
      strings = {"https://north.example", "https://south.example", "https://south.example:8443"})
  void aPreflightIsAnsweredForEveryClientsPagesWithoutAToken(String origin) throws Exception {
    for (String path : List.of("/cds-services", "/cds-services/a", "/cds-services/a/feedback")) {
      MockHttpServletResponse response = preflight(path, origin);

      assertThat(response.getStatus()).isEqualTo(200);
      assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo(origin);
      assertThat(response.getHeader("Access-Control-Allow-Headers"))
          .isEqualTo("authorization, content-type");
      assertThat(response.getHeader("Access-Control-Allow-Methods")).contains("GET", "POST");
      assertThat(response.getHeader("Access-Control-Allow-Credentials")).isNull();
      assertThat(response.getHeader("Access-Control-Max-Age")).isEqualTo("600");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://north.example",
        "https://north.example:444",
        "https://north.example.evil.example",
        "http://localhost:3000",
        "null",
        "*"
      })
  void otherPagesAreRefusedWithAnOutcome(String origin) throws Exception {
    MockHttpServletResponse response = preflight("/cds-services/a", origin);

    assertThat(response.getStatus()).isEqualTo(403);
    assertThat(response.getHeader("Access-Control-Allow-Origin")).isNull();
    assertThat(response.getContentType()).isEqualTo("application/fhir+json");
    assertThat(response.getContentAsString())
        .contains("OperationOutcome", "client registry")
        .doesNotContain("evil");
  }

  @Test
  void withoutOriginsInTheRegistryNoPageMayCall() throws Exception {
    CorsFilter none = Cors.of(new Clients(List.of(client("north"))));
    MockHttpServletResponse response = new MockHttpServletResponse();

    none.doFilter(request("https://north.example", null), response, ANSWERS);

    assertThat(response.getStatus()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "https://north.example, north, 201",
    "https://south.example, north, 403",
    "https://south.example:8443, south, 201",
    ", north, 201"
  })
  void aSignedCallComesFromAPageOfItsOwnClientOrFromNoPage(
      @Nullable String origin, String client, int status) throws Exception {
    MockHttpServletResponse response =
        call(request(origin, client.equals("north") ? NORTH : SOUTH));

    assertThat(response.getStatus()).isEqualTo(status);
    // The page that is refused may read why.
    assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo(origin);
    if (status == 403) {
      assertThat(response.getContentAsString())
          .contains("OperationOutcome", "'north'")
          .doesNotContain("south");
    }
  }

  @Test
  void aCallOfNobodyIsLeftToAuthentication() throws Exception {
    assertThat(call(request("https://north.example", null)).getStatus()).isEqualTo(201);
  }

  private MockHttpServletResponse call(MockHttpServletRequest request)
      throws ServletException, IOException {
    MockHttpServletResponse response = new MockHttpServletResponse();
    AdmissionFilter admission =
        new AdmissionFilter(new RateLimits(List.of(NORTH, SOUTH), TimeMeter.SYSTEM_MILLISECONDS));
    cors.doFilter(request, response, (passed, same) -> admission.doFilter(passed, same, ANSWERS));
    return response;
  }

  private MockHttpServletResponse preflight(String path, String origin)
      throws ServletException, IOException {
    MockHttpServletRequest request = new MockHttpServletRequest("OPTIONS", path);
    request.addHeader("Origin", origin);
    request.addHeader("Access-Control-Request-Method", "POST");
    request.addHeader("Access-Control-Request-Headers", "authorization, content-type");
    MockHttpServletResponse response = new MockHttpServletResponse();
    cors.doFilter(request, response, ANSWERS);
    return response;
  }

  private static MockHttpServletRequest request(@Nullable String origin, @Nullable Client client) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/cds-services/a");
    if (origin != null) {
      request.addHeader("Origin", origin);
    }
    if (client != null) {
      CurrentClient.set(request, client);
    }
    return request;
  }

  private static Client client(String name, String... origins) {
    return new Client(
        Caller.of(name, "us-label", List.of(), ZoneOffset.UTC),
        new Trust(
            "https://" + name + ".example",
            List.of(),
            Set.of("ES384"),
            new Trust.Keys.Fixed("{\"keys\":[]}", null),
            null,
            Duration.ofMinutes(1),
            Duration.ofMinutes(5)),
        Set.of(),
        List.of(origins),
        600);
  }
}
