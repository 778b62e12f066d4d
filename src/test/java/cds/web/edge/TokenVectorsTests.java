package cds.web.edge;

import static cds.web.Registry.BASE;
import static cds.web.Registry.CITY;
import static cds.web.Registry.CITY_RSA;
import static cds.web.Registry.CITY_SMALL;
import static cds.web.Registry.LAKE;
import static cds.web.Registry.VALLEY;
import static cds.web.Registry.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import cds.auth.Ehr;
import cds.auth.Token;
import cds.conformance.Requirement;
import cds.web.HttpCalls;
import cds.web.Registry;
import cds.web.TestServer;
import cds.web.wire.Outcome;
import com.nimbusds.jose.JWSAlgorithm;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Requests that must not be answered: each gets the same bare 401. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
    classes = {TestServer.class, Registry.Network.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"cds.auth=jwt", "cds.public-base=" + BASE})
@Requirement({"SEC-2", "SEC-3", "SEC-4", "SEC-5", "SEC-6", "SEC-8", "SEC-9", "SEC-11"})
class TokenVectorsTests {

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

  private static Arguments vector(String name, String reason, Supplier<String> token) {
    return Arguments.of(name, reason, token);
  }

  static Stream<Arguments> tokens() {
    Ehr stranger = Ehr.withEc("https://evil.example", "city-1");
    return Stream.of(
            Stream.of(
                vector(
                    "alg none",
                    "algorithm",
                    () -> city().header("alg", "none").withSignature(new byte[0])),
                vector(
                    "HS256 with the RSA public key",
                    "algorithm",
                    () ->
                        city()
                            .header("alg", "HS256")
                            .header("kid", "city-rsa")
                            .signed(rsaPublic())),
                vector(
                    "RS256 when not allowed",
                    "algorithm",
                    () ->
                        city()
                            .header("alg", "RS256")
                            .header("kid", "city-rsa")
                            .signed(CITY_RSA.key(), JWSAlgorithm.RS256)),
                vector(
                    "signature of another key",
                    "signature",
                    () -> city().signed(stranger.key(), JWSAlgorithm.ES384)),
                vector(
                    "signature of nothing but zeros",
                    "signature",
                    () -> city().withSignature(new byte[96])),
                vector("no signature", "malformed", () -> city().withSignature(new byte[0])),
                vector(
                    "wrong curve",
                    "unknown-key",
                    () ->
                        city()
                            .header("kid", "city-256")
                            .signed(CITY_SMALL.key(), JWSAlgorithm.ES256)),
                vector(
                    "algorithm of another kind of key",
                    "unknown-key",
                    () -> city().header("alg", "RS384").signed(CITY_RSA.key(), JWSAlgorithm.RS384)),
                vector("kid unknown", "unknown-key", () -> city().header("kid", "city-2").signed()),
                vector(
                    "kid unknown at an address",
                    "unknown-key",
                    () -> lake().header("kid", "lake-3").signed()),
                vector(
                    "kid path traversal",
                    "unknown-key",
                    () -> city().header("kid", "../../etc/passwd").signed()),
                vector(
                    "kid of 10 kB",
                    "too-long",
                    () -> city().header("kid", "k".repeat(10_000)).signed()),
                vector(
                    "kid SQL quote",
                    "unknown-key",
                    () -> city().header("kid", "' or '1'='1").signed()),
                vector("kid missing", "no-key-id", () -> city().without("kid").signed()),
                vector("kid empty", "no-key-id", () -> city().header("kid", "").signed())),
            Stream.of(
                    "https://evil.example/jwks",
                    "http://ehr.city.example/jwks",
                    "https://ehr.city.example@evil.example/jwks",
                    "https://ehr.city.example.evil.example/jwks",
                    "https://ehr.city.example/jwks/",
                    "https://EHR.city.example/jwks")
                .map(
                    jku ->
                        vector(
                            "jku " + jku, "key-address", () -> city().header("jku", jku).signed())),
            Stream.of(
                vector(
                    "jku where none is configured",
                    "key-address",
                    () ->
                        VALLEY
                            .token(VIEW, Instant.now())
                            .header("jku", "https://ehr.valley.example/jwks")
                            .signed()),
                vector(
                    "jku is not the address",
                    "key-address",
                    () -> lake().header("jku", "https://evil.example/jwks").signed()),
                vector(
                    "embedded jwk",
                    "own-key",
                    () ->
                        city()
                            .header("jwk", stranger.key().toPublicJWK().toJSONObject())
                            .signed(stranger.key(), JWSAlgorithm.ES384)),
                vector(
                    "x5u",
                    "own-key",
                    () -> city().header("x5u", "https://evil.example/c").signed()),
                vector("x5c", "own-key", () -> city().header("x5c", List.of("AAAA")).signed()),
                vector(
                    "crit unknown",
                    "critical-header",
                    () -> city().header("crit", List.of("x")).header("x", 1).signed()),
                vector("typ missing", "type", () -> city().without("typ").signed()),
                vector("typ other", "type", () -> city().header("typ", "JOSE").signed())),
            Stream.of(
                    BASE + "/cds-services/select",
                    "https://other.example/cds-services/view",
                    BASE,
                    BASE + "/",
                    BASE + "/cds-services",
                    VIEW + "/",
                    VIEW + "/feedback",
                    "http://cds.example.org/cds-services/view",
                    "cds-at-valley")
                .map(
                    aud ->
                        vector("aud " + aud, "audience", () -> city().claim("aud", aud).signed())),
            Stream.of(
                vector(
                    "aud array without ours",
                    "audience",
                    () -> city().claim("aud", List.of(BASE, "https://other.example")).signed()),
                vector("aud missing", "audience", () -> city().without("aud").signed()),
                vector(
                    "iss unknown",
                    "unknown-issuer",
                    () -> stranger.token(VIEW, Instant.now()).signed()),
                vector(
                    "iss with a slash more",
                    "unknown-issuer",
                    () -> city().claim("iss", CITY.issuer() + "/").signed()),
                vector("iss missing", "missing-claim", () -> city().without("iss").signed()),
                vector(
                    "iss A signed with the key of B",
                    "unknown-key",
                    () -> city().header("kid", "lake-1").signed(LAKE.key(), JWSAlgorithm.ES384)),
                vector(
                    "expired beyond skew",
                    "expired",
                    () -> city().claim("exp", now() - 61).claim("iat", now() - 300).signed()),
                vector("exp missing", "missing-claim", () -> city().without("exp").signed()),
                vector("exp as text", "malformed", () -> city().claim("exp", "tomorrow").signed()),
                vector(
                    "exp without end",
                    "malformed",
                    () -> city().claim("exp", Long.MAX_VALUE / 1000).signed()),
                vector(
                    "iat in the future",
                    "not-yet-valid",
                    () -> city().claim("iat", now() + 120).signed()),
                vector("iat missing", "missing-claim", () -> city().without("iat").signed()),
                vector(
                    "exp - iat above the longest life",
                    "life",
                    () -> city().claim("iat", now() - 1000).claim("exp", now() + 201).signed()),
                vector("exp before iat", "life", () -> city().claim("exp", now() - 30).signed()),
                vector(
                    "nbf in the future",
                    "not-yet-valid",
                    () -> city().claim("nbf", now() + 120).signed()),
                vector(
                    "nbf beyond counting", "malformed", () -> city().claim("nbf", 1e99).signed()),
                vector("jti missing", "missing-claim", () -> city().without("jti").signed()),
                vector("jti empty", "missing-claim", () -> city().claim("jti", "").signed()),
                vector(
                    "tenant of somebody else",
                    "tenant",
                    () -> city().claim("tenant", "south").signed()),
                vector("tenant missing", "tenant", () -> city().without("tenant").signed()),
                vector(
                    "20 kB token",
                    "too-long",
                    () -> city().claim("x", "y".repeat(15_000)).signed()),
                vector("no JWT", "malformed", () -> "opensesame")))
        .flatMap(stream -> stream);
  }

  private static Token lake() {
    return LAKE.token(VIEW, Instant.now());
  }

  private static byte[] rsaPublic() {
    try {
      return CITY_RSA.key().toRSAKey().toRSAPublicKey().getEncoded();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("tokens")
  @Requirement({"I-195", "I-199", "I-200", "I-201", "I-203", "I-207"})
  void aTokenThatIsWrongIsRefused(
      String name, String reason, Supplier<String> made, CapturedOutput output) {
    String token = made.get();
    double before = refused(reason);

    assertRefused(send(call().header("Authorization", "Bearer " + token)));

    assertThat(refused(reason)).as("refusals for the reason " + reason).isEqualTo(before + 1);
    assertThat(output.getAll()).contains(reason).doesNotContain(token);
  }

  private double refused(String reason) {
    return metrics.counter("cds.tokens.refused", "reason", reason).count();
  }

  private HttpRequest.Builder call() {
    return HttpRequest.newBuilder(
        new HttpCalls(port).post("view", HttpCalls.call("a", "Practitioner/1")),
        (name, value) -> true);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return new HttpCalls(port).send(request.build());
  }

  /** Status, headers and every byte of the body. */
  static void assertRefused(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
    assertThat(HttpCalls.contentType(response)).isEqualTo("application/fhir+json");
    assertThat(response.body())
        .isEqualTo(new String(Outcome.of(401).bytes(), StandardCharsets.UTF_8))
        .contains("\"code\":\"login\"");
  }
}
