package cds.web.services;

import static org.assertj.core.api.Assertions.assertThat;

import cds.web.FakeDecisions;
import cds.web.HttpCalls;
import cds.web.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
    classes = TestServer.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"cds.large-bodies=1", "cds.time-limit=1m"})
class LargeBodiesTests {

  @LocalServerPort private int port;
  @Autowired private FakeDecisions decisions;
  private HttpCalls http;

  @BeforeEach
  void connect() {
    http = new HttpCalls(port);
  }

  static Stream<Arguments> ways() {
    return Stream.of(
        Arguments.of("announced", way(body -> calls -> calls.post("view", body))),
        Arguments.of("chunked", way(body -> calls -> calls.streamed(body))));
  }

  private static Function<String, Function<HttpCalls, HttpRequest>> way(
      Function<String, Function<HttpCalls, HttpRequest>> way) {
    return way;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void oneMoreThanAllowedIsAskedToComeAgainAndSmallOnesPass(
      String name, Function<String, Function<HttpCalls, HttpRequest>> way) {
    CompletableFuture<HttpResponse<String>> first =
        http.begin(way.apply(large("waits", 1)).apply(http));
    decisions.awaitBegun();

    HttpResponse<String> second = http.send(way.apply(large("p1", 1)).apply(http));
    HttpCalls.assertOutcome(second, 503, "transient", "cds.large-bodies");
    assertThat(second.headers().firstValueAsLong("Retry-After")).hasValue(2);
    assertThat(http.send(way.apply(large("p1", 0)).apply(http)).statusCode()).isEqualTo(200);

    decisions.letGo();
    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(http.send(way.apply(large("p1", 1)).apply(http)).statusCode()).isEqualTo(200);
  }

  /** Whatever becomes of a call, its place is free again afterwards. */
  @Test
  void aPlaceIsGivenBackAfterFailures() {
    for (String patient : new String[] {"broken", "endless", "mismatch", "missing"}) {
      assertThat(http.send(http.post("view", large(patient, 1))).statusCode()).isNotEqualTo(503);
    }
    assertThat(http.send(http.post("view", large("p1", 1).replace('{', '['))).statusCode())
        .isEqualTo(400);
    assertThat(http.send(http.post("view", large("p1", 4_000_000))).statusCode()).isEqualTo(413);
    assertThat(http.send(http.post("view", large("p1", 1))).statusCode()).isEqualTo(200);
  }

  /** So many bytes more than a body may have without being large. */
  private static String large(String patient, int more) {
    String call = HttpCalls.call(patient, "Practitioner/1");
    return call + " ".repeat(Math.toIntExact(LargeBodies.LARGE.toBytes()) + more - call.length());
  }
}
