package cds.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import cds.web.HttpCalls;
import cds.web.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

class ThrottleTests {

  @Test
  void aClientThatSendsTooFastGets429BeforeItsBodyIsRead(@TempDir Path folder) throws IOException {
    Path registry = folder.resolve("clients.yaml");
    Files.writeString(registry, "clients:\n  - name: loopback\n    requests-per-minute: 2\n");
    try (ServletWebServerApplicationContext context =
        (ServletWebServerApplicationContext)
            SpringApplication.run(
                TestServer.class, "--server.port=0", "--cds.clients=" + registry)) {
      HttpCalls http = new HttpCalls(context.getWebServer().getPort());
      HttpRequest call =
          HttpRequest.newBuilder(http.uri("/cds-services/view"))
              .header("Content-Type", "application/json")
              .header("Origin", "http://localhost:3000")
              .POST(BodyPublishers.ofString("["))
              .build();
      assertThat(http.send(call).statusCode()).isEqualTo(400);
      assertThat(http.send(http.get("/cds-services")).statusCode()).isEqualTo(200);

      HttpResponse<String> third = http.send(call);

      HttpCalls.assertOutcome(third, 429, "throttled", "may send 2 requests a minute");
      assertThat(third.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 31L);
      // A page must be able to read when it may come again.
      assertThat(third.headers().firstValue("Access-Control-Allow-Origin"))
          .contains("http://localhost:3000");
      assertThat(third.headers().firstValue("Access-Control-Expose-Headers"))
          .contains("Retry-After");
      assertThat(http.send(http.get("/%63ds-services")).statusCode()).isEqualTo(429);
      // Neither a preflight nor a probe is a request of the client.
      assertThat(http.send(http.get("/actuator/health")).statusCode()).isEqualTo(200);
      assertThat(http.send(preflight(http)).statusCode()).isEqualTo(200);
      assertThat(http.send(http.get("/actuator/prometheus")).body())
          .contains("outcome=\"throttled\",service=\"view\"");
    }
  }

  private static HttpRequest preflight(HttpCalls http) {
    return HttpRequest.newBuilder(http.uri("/cds-services/view"))
        .header("Origin", "http://localhost:3000")
        .header("Access-Control-Request-Method", "POST")
        .method("OPTIONS", BodyPublishers.noBody())
        .build();
  }
}
