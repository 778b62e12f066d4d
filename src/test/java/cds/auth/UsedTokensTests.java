package cds.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.conformance.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

@Requirement("SEC-11")
class UsedTokensTests {

  private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(360);

  private final EmbeddedDatabase database =
      new EmbeddedDatabaseBuilder()
          .setType(EmbeddedDatabaseType.H2)
          .generateUniqueName(true)
          .addScript("db/migration/V1__requests.sql")
          .build();
  private final UsedTokens used = new UsedTokens(database, 5);

  @AfterEach
  void close() {
    database.shutdown();
  }

  @Test
  void aTokenCountsOnce() {
    used.use("https://a.example", "1", LATER, NOW);

    assertRefused(Reason.USED_BEFORE, "https://a.example", "1", NOW);
    assertThatCode(() -> used.use("https://b.example", "1", LATER, NOW))
        .as("another issuer may use the same id")
        .doesNotThrowAnyException();
    assertThatCode(() -> used.use("https://a.example", "x".repeat(7000), LATER, NOW))
        .as("an id may have any length")
        .doesNotThrowAnyException();
  }

  @Test
  void ofManyAtOnceOneIsAccepted() throws InterruptedException, ExecutionException {
    UsedTokens roomy = new UsedTokens(database, 100);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> accepted = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        accepted.add(threads.submit(() -> accepts(roomy)));
      }
      int count = 0;
      for (Future<Boolean> one : accepted) {
        count += one.get() ? 1 : 0;
      }
      assertThat(count).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean accepts(UsedTokens tokens) {
    try {
      tokens.use("https://a.example", "same", LATER, NOW);
      return true;
    } catch (TokenRefused refused) {
      assertThat(refused.reason()).isEqualTo(Reason.USED_BEFORE);
      return false;
    }
  }

  @Test
  void whenItIsFullNothingIsAcceptedUntilTokensHaveExpired() {
    for (int i = 0; i < 5; i++) {
      used.use("https://a.example", "t" + i, LATER, NOW);
    }
    assertRefused(Reason.STORE_FULL, "https://a.example", "t5", NOW);

    Instant margin = LATER.plus(Duration.ofMinutes(5));
    assertRefused(Reason.STORE_FULL, "https://a.example", "t6", margin.minusSeconds(60));
    used.use("https://a.example", "t7", margin.plusSeconds(900), margin.plusSeconds(1));
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void whenUsedTokensCannotBeLookedUpNothingIsAccepted() {
    new JdbcTemplate(database).execute("drop table used_token");

    assertRefused(Reason.STORE_UNAVAILABLE, "https://a.example", "1", NOW);
    assertRefused(Reason.STORE_UNAVAILABLE, "https://a.example", "2", NOW);
    assertThat(Reason.STORE_UNAVAILABLE.isOurs()).isTrue();
  }

  private void assertRefused(Reason reason, String issuer, String id, Instant now) {
    assertThatThrownBy(() -> used.use(issuer, id, LATER, now))
        .isInstanceOfSatisfying(
            TokenRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private Long rows() {
    return new JdbcTemplate(database).queryForObject("select count(*) from used_token", Long.class);
  }
}
