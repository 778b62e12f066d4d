package cds.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.conformance.Requirement;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@Requirement({"SEC-8", "I-195"})
class RemoteKeysTests {

  private static final Ehr OLD = Ehr.withEc("https://ehr.example", "old");
  private static final Ehr NEW = Ehr.withEc("https://ehr.example", "new");

  private final SetClock clock = new SetClock(Instant.parse("2026-01-05T08:00:00Z"));
  private String published = Ehr.jwks(OLD);
  private boolean down;
  private int fetches;
  private final RemoteKeys keys =
      new RemoteKeys(URI.create("https://ehr.example/jwks"), this::fetch, clock);

  private String fetch(URI address) throws IOException {
    fetches++;
    if (down) {
      throw new IOException("down");
    }
    return published;
  }

  private int found(String kid) {
    return keys.select(new JWKSelector(new JWKMatcher.Builder().keyID(kid).build())).size();
  }

  @Test
  void nothingIsFetchedBeforeItIsNeededAndThenKeptForTenMinutes() {
    assertThat(fetches).isZero();
    assertThat(found("old")).isEqualTo(1);
    clock.advance(Duration.ofSeconds(599));
    assertThat(found("old")).isEqualTo(1);
    assertThat(fetches).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(found("old")).isEqualTo(1);
    assertThat(fetches).isEqualTo(2);
  }

  @Test
  void aNewKeyIsFoundAtOnceAndTheOldOneAsLongAsItIsPublished() {
    assertThat(found("old")).isEqualTo(1);
    clock.advance(Duration.ofMinutes(1));
    published = Ehr.jwks(OLD, NEW);
    assertThat(found("new")).isEqualTo(1);
    assertThat(found("old")).isEqualTo(1);
    clock.advance(Duration.ofMinutes(10));
    published = Ehr.jwks(NEW);
    assertThat(found("new")).isEqualTo(1);
    assertThat(found("old")).isZero();
  }

  @Test
  void unknownKeysCauseOneFetchAMinute() {
    assertThat(found("old")).isEqualTo(1);
    for (int second = 0; second < 180; second++) {
      assertThat(found("made up " + second)).isZero();
      clock.advance(Duration.ofSeconds(1));
    }
    // At 0:00 for the first request, at 1:00 and 2:00 for unknown keys.
    assertThat(fetches).isEqualTo(3);
  }

  @Test
  void aSetThatCannotBeFetchedAgainIsUsedForAnHour() {
    assertThat(found("old")).isEqualTo(1);
    down = true;
    clock.advance(Duration.ofMinutes(59));
    assertThat(found("old")).isEqualTo(1);
    assertThat(found("old")).isEqualTo(1);
    assertThat(fetches).isEqualTo(2);
    clock.advance(Duration.ofMinutes(1));
    assertUnavailable();
    down = false;
    clock.advance(Duration.ofSeconds(5));
    assertThat(found("old")).isEqualTo(1);
  }

  @Test
  void withoutAnyKeysTheNextTryComesAfterFiveSeconds() {
    down = true;
    assertUnavailable();
    down = false;
    clock.advance(Duration.ofSeconds(4));
    assertUnavailable();
    assertThat(fetches).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(found("old")).isEqualTo(1);
  }

  @Test
  void whatIsNoKeySetReplacesNone() {
    assertThat(found("old")).isEqualTo(1);
    published = "<html>maintenance</html>";
    clock.advance(Duration.ofMinutes(11));
    assertThat(found("old")).isEqualTo(1);
    assertThat(fetches).isEqualTo(2);
  }

  private void assertUnavailable() {
    assertThatThrownBy(() -> found("old"))
        .isInstanceOfSatisfying(
            TokenRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.KEYS_UNAVAILABLE));
  }
}
