package cds.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.clients.Client;
import cds.clients.Clients;
import cds.clients.Trust;
import cds.conformance.Requirement;
import cds.decide.Caller;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

/** The signed token that the specification prints, when its time was. */
@Requirement({"SEC-4", "SEC-5", "SEC-7"})
class SpecificationExampleTests {

  private static final String FOLDER = "/cds-hooks/spec-3.0.0-ballot/";
  private static final String ENDPOINT = "https://cds.example.org/cds-services/some-service";
  private static final Instant THEN = Instant.ofEpochSecond(1311280970L);

  private final String token = text("28-spec-example-signed.jwt.txt").strip();
  private final Client client = client();

  private static String text(String name) {
    try (InputStream in = SpecificationExampleTests.class.getResourceAsStream(FOLDER + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** It lives three and a half years, which no registry allows. */
  private static Client client() {
    return new Client(
        Caller.of("example", "us-label", List.of(), ZoneOffset.UTC),
        new Trust(
            "https://fhir-ehr.example.com/",
            List.of(),
            Set.of("ES384"),
            new Trust.Keys.Fixed(
                text("27-fragment-json-web-key-set-public-key.json"),
                URI.create("https://fhir-ehr.example.com/jwk_uri")),
            "2ddd6c3a-8e9a-44c6-a305-52111ad302a2",
            Duration.ofMinutes(1),
            Duration.ofDays(1300)),
        Set.of(),
        List.of(),
        1);
  }

  private TokenVerifier verifier(Instant now, boolean production) {
    Clients clients = new Clients(List.of(client));
    SetClock clock = new SetClock(now);
    KeySets keys =
        new KeySets(
            clients,
            address -> {
              throw new IOException("nothing is fetched");
            },
            clock,
            production);
    return new TokenVerifier(
        clients,
        keys,
        new UsedTokens(
            new EmbeddedDatabaseBuilder()
                .setType(EmbeddedDatabaseType.H2)
                .generateUniqueName(true)
                .addScript("db/migration/V1__requests.sql")
                .build(),
            10),
        clock);
  }

  @Test
  void itIsAccepted() {
    assertThat(verifier(THEN, false).verify(token, ENDPOINT).name()).isEqualTo("example");
  }

  @Test
  void itsKeyIsPublishedAndSoIgnoredInProduction() throws ParseException {
    assertThat(JWKSet.parse(text("27-fragment-json-web-key-set-public-key.json")).getKeys())
        .singleElement()
        .matches(PublishedKeys::contain);
    assertThat(KeyCheck.isPublished(client)).isTrue();
    assertRefused(Reason.UNKNOWN_KEY, verifier(THEN, true), ENDPOINT);
  }

  @Test
  void itsTimeIsHeldToTheSecond() {
    Instant expires = Instant.ofEpochSecond(1422568860L);

    assertThat(verifier(expires.plusSeconds(59), false).verify(token, ENDPOINT)).isNotNull();
    assertRefused(Reason.EXPIRED, verifier(expires.plusSeconds(60), false), ENDPOINT);
    assertThat(verifier(THEN.minusSeconds(60), false).verify(token, ENDPOINT)).isNotNull();
    assertRefused(Reason.NOT_YET_VALID, verifier(THEN.minusSeconds(61), false), ENDPOINT);
  }

  @Test
  void itIsForNoOtherEndpoint() {
    assertRefused(Reason.AUDIENCE, verifier(THEN, false), ENDPOINT + "/feedback");
  }

  private void assertRefused(Reason reason, TokenVerifier verifier, String endpoint) {
    assertThatThrownBy(() -> verifier.verify(token, endpoint))
        .isInstanceOfSatisfying(
            TokenRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
