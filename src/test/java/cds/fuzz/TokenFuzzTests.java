package cds.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import cds.auth.Ehr;
import cds.auth.KeySets;
import cds.auth.TokenVerifier;
import cds.auth.UsedTokens;
import cds.clients.Clients;
import cds.clients.ClientsReader;
import cds.conformance.Requirement;
import cds.decide.Caller;
import cds.knowledge.Problems;
import cds.web.edge.DirectSignIn;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

/**
 * Whatever stands in the Authorization header: only a token that {@link StrictToken} finds right is
 * accepted, every other gets the same 401, and nothing of it is in an answer or in the log. Cases
 * have numbers, as those of {@link FuzzTests} have; its share of {@code -Dfuzz.seconds} is small.
 */
@Requirement({"SEC-6", "SEC-8", "SEC-11"})
class TokenFuzzTests {

  private static final int PERCENT = 10;

  private final EmbeddedDatabase database =
      new EmbeddedDatabaseBuilder()
          .setType(EmbeddedDatabaseType.H2)
          .generateUniqueName(true)
          .addScript("db/migration/V1__requests.sql")
          .build();
  private final DirectSignIn service = service();

  @AfterEach
  void close() {
    database.shutdown();
  }

  @Test
  void onlyATokenThatIsRightIsAcceptedAndNoRefusalTellsWhy() {
    DirectSignIn.Reply bare = service.send("/cds-services/view", List.of());
    assertThat(bare.status()).isEqualTo(401);
    int accepted = 0;
    int refused = 0;
    Budget budget = Budget.percent(PERCENT);
    try (LogWatch log = new LogWatch()) {
      for (long number = Budget.firstCase(); budget.isLeft(); number++) {
        FuzzToken token = FuzzToken.of(number);
        String what = "case %d (-Dfuzz.seed=%d): %s".formatted(number, number, token.headers());
        DirectSignIn.Reply reply = service.send("/cds-services/view", token.headers());
        if (reply.accepted()) {
          accepted++;
          assertThat(StrictToken.objection(token.headers())).as(what).isEmpty();
        } else {
          refused++;
          assertThat(token.intact()).as(what).isFalse();
          assertThat(reply).as(what).isEqualTo(bare);
        }
        assertThat(log.found()).as(what).isEmpty();
      }
    }
    assertThat(accepted).as("tokens accepted").isPositive();
    assertThat(refused).as("tokens refused").isGreaterThan(accepted);
  }

  private DirectSignIn service() {
    Clock clock = Clock.fixed(FuzzToken.NOW, ZoneOffset.UTC);
    Clients clients = clients();
    KeySets keys =
        new KeySets(
            clients,
            address -> {
              throw new IOException("no key is fetched");
            },
            clock,
            true);
    return new DirectSignIn(
        new TokenVerifier(clients, keys, new UsedTokens(database, 1_000_000), clock),
        URI.create("https://cds.example.org"));
  }

  private static Clients clients() {
    Problems problems = new Problems();
    Clients clients =
        new ClientsReader(
                "clients.yaml",
                path -> Optional.of(Ehr.jwks(FuzzToken.CITY)),
                Caller.of("", "us-label", List.of(), ZoneOffset.UTC),
                problems)
            .read(
                """
                clients:
                  - name: city
                    issuer: %s
                    algorithms: [ES384]
                    keys: {file: city.jwks.json, url: "https://ehr.city.example/jwks"}
                    tenant: north
                """
                    .formatted(FuzzToken.CITY.issuer()));
    problems.refuseIfAny();
    return clients;
  }
}
