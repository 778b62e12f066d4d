package cds.web.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.clients.Client;
import cds.decide.Caller;
import cds.web.wire.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RateLimitsTests {

  private static final FilterChain UNSIGNED =
      (request, response) -> ((HttpServletResponse) response).setStatus(401);
  private static final FilterChain SIGNED =
      (request, response) -> ((HttpServletResponse) response).setStatus(200);

  private final FakeClock clock = new FakeClock();
  private final FailedSignIns failed = new FailedSignIns(clock);

  @Test
  void aClientMaySendItsShareAtOnceThenAsFastAsAgreed() {
    Client slow = client("slow", 6);
    Client other = client("other", 6);
    RateLimits limits = new RateLimits(List.of(slow, other), clock);
    for (int i = 0; i < 6; i++) {
      limits.count(slow);
    }

    assertThatThrownBy(() -> limits.count(slow))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(429);
              assertThat(refusal.issue()).isEqualTo("throttled");
              assertThat(refusal.sentence()).contains("'slow'", "6 requests a minute");
              assertThat(refusal.retryAfter()).isEqualTo(11);
            });
    assertThatCode(() -> limits.count(other)).doesNotThrowAnyException();
    clock.forward(11);
    limits.count(slow);
    assertThatThrownBy(() -> limits.count(slow)).isInstanceOf(Refusal.class);
    clock.forward(600);
    for (int i = 0; i < 6; i++) {
      limits.count(slow);
    }
    assertThatThrownBy(() -> limits.count(slow)).isInstanceOf(Refusal.class);
  }

  @Test
  void whoHasNoLimitIsNotCounted() {
    Client local = client("loopback", Client.UNLIMITED);
    RateLimits limits = new RateLimits(List.of(local), clock);

    for (int i = 0; i < 10_000; i++) {
      limits.count(local);
    }
  }

  @Test
  void anAddressThatKeepsSendingUnsignedRequestsIsStoppedBeforeTheyAreLookedAt() throws Exception {
    for (int i = 0; i < FailedSignIns.PER_MINUTE; i++) {
      assertThat(send("192.0.2.1", UNSIGNED).getStatus()).isEqualTo(401);
    }

    MockHttpServletResponse refused =
        send(
            "192.0.2.1",
            (request, response) -> {
              throw new AssertionError("it was looked at");
            });
    assertThat(refused.getStatus()).isEqualTo(429);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("2");
    assertThat(refused.getContentAsString()).contains("\"throttled\"").doesNotContain("192.0.2.1");
    assertThat(send("192.0.2.2", UNSIGNED).getStatus()).isEqualTo(401);
    clock.forward(2);
    assertThat(send("192.0.2.1", SIGNED).getStatus()).isEqualTo(200);
  }

  @Test
  void signedRequestsNeverCount() throws Exception {
    for (int i = 0; i < 10 * FailedSignIns.PER_MINUTE; i++) {
      assertThat(send("192.0.2.1", SIGNED).getStatus()).isEqualTo(200);
    }
    assertThat(failed.addresses()).isZero();
  }

  @Test
  void addressesOfOneIpv6NetworkShare() throws Exception {
    for (int i = 0; i < FailedSignIns.PER_MINUTE; i++) {
      send("2001:db8:0:1:0:0:0:" + Integer.toHexString(i), UNSIGNED);
    }

    assertThat(send("2001:db8:0:1:ffff:0:0:1", UNSIGNED).getStatus()).isEqualTo(429);
    assertThat(send("2001:db8:0:2:0:0:0:1", UNSIGNED).getStatus()).isEqualTo(401);
  }

  @Test
  void aFloodOfAddressesFillsNoMemory() throws Exception {
    for (int i = 0; i < 50_000; i++) {
      send("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), UNSIGNED);
    }

    assertThat(failed.addresses()).isBetween(1L, 10_000L);
  }

  private MockHttpServletResponse send(String address, FilterChain chain)
      throws ServletException, IOException {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/cds-services/view");
    request.setRemoteAddr(address);
    MockHttpServletResponse response = new MockHttpServletResponse();
    failed.doFilter(request, response, chain);
    return response;
  }

  private static Client client(String name, int requestsPerMinute) {
    return new Client(
        Caller.of(name, "us-label", List.of(), ZoneOffset.UTC),
        null,
        Set.of(),
        List.of(),
        requestsPerMinute);
  }
}
