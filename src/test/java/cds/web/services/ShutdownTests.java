package cds.web.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.web.Besides;
import cds.web.Eventually;
import cds.web.FakeDecisions;
import cds.web.HttpCalls;
import cds.web.TestServer;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

class ShutdownTests {

  @Test
  void aCallThatIsBeingAnsweredIsAnsweredAndNoNewOneIsTaken() {
    ServletWebServerApplicationContext context =
        (ServletWebServerApplicationContext)
            SpringApplication.run(TestServer.class, "--server.port=0", "--cds.time-limit=1m");
    FakeDecisions decisions = context.getBean(FakeDecisions.class);
    ApplicationAvailability availability = context.getBean(ApplicationAvailability.class);
    HttpCalls http = new HttpCalls(context.getWebServer().getPort());
    assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
    CompletableFuture<HttpResponse<String>> running =
        http.begin(http.post("view", HttpCalls.call("waits", "Practitioner/1")));
    decisions.awaitBegun();

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(context::close, Besides.EACH);
    Eventually.get(
        () ->
            Optional.of(availability.getReadinessState())
                .filter(ReadinessState.REFUSING_TRAFFIC::equals));
    Eventually.get(() -> Optional.of(isRefused(http)).filter(refused -> refused));
    assertThat(stopped).isNotDone();
    decisions.letGo();

    assertThat(running.join().statusCode()).isEqualTo(200);
    assertThat(running.join().body()).isEqualTo("{\"cards\":[]}");
    stopped.join();
    assertThatThrownBy(() -> http.send(http.get("/cds-services"))).hasMessage("no answer");
  }

  /** A new connection: those that are open may still be answered, with 503 at the latest. */
  private static boolean isRefused(HttpCalls http) {
    try {
      return http.send(http.get("/cds-services")).statusCode() == 503;
    } catch (AssertionError e) {
      return true;
    }
  }
}
