package cds.web.edge;

import static cds.web.Registry.BASE;
import static cds.web.Registry.CITY;
import static cds.web.Registry.CITY_RSA;
import static cds.web.Registry.CITY_SMALL;
import static cds.web.Registry.GENERATOR;
import static cds.web.Registry.LAKE;
import static cds.web.Registry.LAKE_NEXT;
import static cds.web.Registry.VALLEY;
import static cds.web.Registry.VIEW;
import static cds.web.edge.TokenVectorsTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import cds.auth.Token;
import cds.conformance.Requirement;
import cds.web.HttpCalls;
import cds.web.RawHttp;
import cds.web.Registry;
import cds.web.TestServer;
import com.nimbusds.jose.JWSAlgorithm;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Requests that EHRs sign as the standard says are answered, and what needs no token is open. */
@SpringBootTest(
    classes = {TestServer.class, Registry.Network.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"cds.auth=jwt", "cds.public-base=" + BASE + "/"})
@Requirement({"SEC-2", "SEC-3", "SEC-5", "SEC-11", "I-176", "I-177"})
class SignedRequestsTests {

  @TempDir static Path folder;

  @LocalServerPort private int port;
  @Autowired private MeterRegistry metrics;

  @DynamicPropertySource
  static void registry(DynamicPropertyRegistry properties) {
    properties.add("cds.clients", () -> Registry.write(folder));
  }

  private static Token city() {
    return CITY.token(VIEW, Instant.now()).claim("tenant", "north");
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }

  private static Arguments token(String name, Supplier<String> token) {
    return Arguments.of(name, token);
  }

  static Stream<Arguments> tokens() {
    return Stream.of(
        token("ES384", () -> city().signed()),
        token(
            "RS384",
            () ->
                city()
                    .header("alg", "RS384")
                    .header("kid", "city-rsa")
                    .signed(CITY_RSA.key(), JWSAlgorithm.RS384)),
        token(
            "another of the client's algorithms",
            () ->
                city()
                    .header("alg", "ES256")
                    .header("kid", "city-256")
                    .signed(CITY_SMALL.key(), JWSAlgorithm.ES256)),
        token("typ in small letters", () -> city().header("typ", "jwt").signed()),
        token("aud array", () -> city().claim("aud", List.of("https://a.example", VIEW)).signed()),
        token(
            "jku as configured, keys told beforehand",
            () -> city().header("jku", "https://ehr.city.example/jwks").signed()),
        token(
            "as Epic's are described: nbf, sub, no tenant, base64 kid, the site's audience",
            () ->
                VALLEY
                    .token("cds-at-valley", Instant.now())
                    .claim("sub", "the site's client")
                    .claim("nbf", now() - 300)
                    .claim("exp", now() + 900)
                    .signed()),
        token("no jku, keys told beforehand", () -> VALLEY.token(VIEW, Instant.now()).signed()),
        token("no jku, keys at the configured address", () -> lake().signed()),
        token(
            "jku, keys at the configured address",
            () -> lake().header("jku", Registry.LAKE_KEYS.toString()).signed()),
        token(
            "the next key of a client that changes keys",
            () -> LAKE_NEXT.token(VIEW, Instant.now()).signed()),
        token(
            "expired within the skew",
            () -> city().claim("iat", now() - 300).claim("exp", now() - 30).signed()),
        token(
            "a clock that is ahead, within the skew",
            () -> city().claim("iat", now() + 30).signed()));
  }

  private static Token lake() {
    return LAKE.token(VIEW, Instant.now());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tokens")
  @Requirement({"SEC-4", "SEC-7", "SEC-9", "I-199", "I-205"})
  void aTokenThatIsRightIsAnswered(String name, Supplier<String> token) {
    HttpResponse<String> response = send(call().header("Authorization", "Bearer " + token.get()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"cards\":[{");
  }

  /** HL7's CRD request generator: RS256, which a client must list, and its FHIR base as issuer. */
  @Test
  void anOlderAlgorithmIsAcceptedOfAClientThatListsIt() {
    HttpRequest.Builder select =
        HttpRequest.newBuilder(
            new HttpCalls(port)
                .post(
                    "select",
                    HttpCalls.call("a", "Practitioner/1").replace("patient-view", "order-select")),
            (name, value) -> true);
    String token =
        GENERATOR
            .token(BASE + "/cds-services/select", Instant.now())
            .header("alg", "RS256")
            .signed(GENERATOR.key(), JWSAlgorithm.RS256);

    // Not 401: what is asked there is another test's matter.
    assertThat(send(select.header("Authorization", "bearer " + token)).statusCode())
        .isNotIn(401, 503);
  }

  @Test
  void aClientSeesAndCallsItsServicesOnly() {
    String discovery =
        GENERATOR
            .token(BASE + "/cds-services", Instant.now())
            .header("alg", "RS256")
            .signed(GENERATOR.key(), JWSAlgorithm.RS256);
    String other =
        GENERATOR
            .token(VIEW, Instant.now())
            .header("alg", "RS256")
            .signed(GENERATOR.key(), JWSAlgorithm.RS256);

    assertThat(send(get("/cds-services").header("Authorization", "Bearer " + discovery)).body())
        .contains("\"id\":\"select\"")
        .doesNotContain("\"id\":\"view\"");
    assertThat(send(call().header("Authorization", "Bearer " + other)).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/cds-services", "/cds-services/view", "/cds-services/none", "/cds-services/a/b"})
  void everythingUnderTheServicesNeedsAToken(String path) {
    assertRefused(send(get(path)));
  }

  @Test
  void feedbackNeedsAToken() {
    assertRefused(send(call("/feedback")));
  }

  @Test
  void healthAndAddressesWithoutServicesNeedNone() {
    assertThat(send(get("/actuator/health")).statusCode()).isEqualTo(200);
    assertThat(send(get("/none")).statusCode()).isEqualTo(404);
  }

  /** Neither Host nor forwarded headers say for whom a token must be. */
  @Test
  void theAddressComesFromTheSettingOnly() throws IOException {
    String token =
        CITY.token("https://evil.example/cds-services", Instant.now())
            .claim("tenant", "north")
            .signed();
    String answer =
        new RawHttp(port)
            .send(
                "GET /cds-services HTTP/1.1",
                "Host: evil.example",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: https",
                "Authorization: Bearer " + token);

    assertThat(answer).startsWith("HTTP/1.1 401 ");
  }

  @Test
  @Requirement({"SEC-12", "I-208"})
  void aPreflightNeedsNoToken() throws IOException {
    String answer =
        new RawHttp(port)
            .send(
                "OPTIONS /cds-services/view HTTP/1.1",
                "Host: cds.example.org",
                "Origin: http://localhost:3000",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: authorization, content-type");

    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .contains("Access-Control-Allow-Headers: authorization, content-type");
  }

  /** What a request without one good header looks like. */
  enum Carrier {
    NOTHING("no-token"),
    ANOTHER_SCHEME("no-token"),
    AN_EMPTY_HEADER("no-token"),
    TWO_TOKENS_IN_ONE_HEADER("no-token"),
    TWO_HEADERS("several-tokens"),
    THE_QUERY("token-in-address"),
    THE_QUERY_BESIDE_THE_HEADER("token-in-address"),
    A_TOKEN_USED_BEFORE("used-before");

    private final String reason;

    Carrier(String reason) {
      this.reason = reason;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRequestThatDoesNotCarryOneUnusedTokenInItsHeaderIsRefused(Carrier carrier) {
    String token = city().signed();
    String bearer = "Bearer " + token;
    HttpRequest.Builder request =
        switch (carrier) {
          case NOTHING -> call();
          case ANOTHER_SCHEME -> call().header("Authorization", "Basic YTpi");
          case AN_EMPTY_HEADER -> call().header("Authorization", "");
          case TWO_TOKENS_IN_ONE_HEADER ->
              call().header("Authorization", bearer + ", Bearer " + city().signed());
          case TWO_HEADERS ->
              call().header("Authorization", bearer).header("Authorization", bearer);
          case THE_QUERY -> call("?access_token=" + token);
          case THE_QUERY_BESIDE_THE_HEADER ->
              call("?x=1&access_token=" + token).header("Authorization", bearer);
          case A_TOKEN_USED_BEFORE -> {
            HttpResponse<String> first = send(call().header("Authorization", bearer));
            assertThat(first.statusCode()).isEqualTo(200);
            yield call().header("Authorization", bearer);
          }
        };
    double before = refused(carrier.reason);

    assertRefused(send(request));

    assertThat(refused(carrier.reason)).isEqualTo(before + 1);
  }

  private double refused(String reason) {
    return metrics.counter("cds.tokens.refused", "reason", reason).count();
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(new HttpCalls(port).get(path), (name, value) -> true);
  }

  private HttpRequest.Builder call() {
    return call("");
  }

  private HttpRequest.Builder call(String rest) {
    return HttpRequest.newBuilder(
        new HttpCalls(port).post("view" + rest, HttpCalls.call("a", "Practitioner/1")),
        (name, value) -> true);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return new HttpCalls(port).send(request.build());
  }
}
