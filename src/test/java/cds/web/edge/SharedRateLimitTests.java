package cds.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import cds.web.HttpCalls;
import cds.web.TestServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class SharedRateLimitTests {

  @TempDir private Path folder;

  @Test
  void replicasCountTogetherAndEachAloneWithoutTheDatabase() throws IOException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start();
    try (ConfigurableApplicationContext first = start(postgres);
        ConfigurableApplicationContext second = start(postgres)) {
      assertThat(discovered(first).statusCode()).isEqualTo(200);
      HttpCalls.assertOutcome(discovered(second), 429, "throttled", "1 requests a minute");
      HttpCalls.assertOutcome(discovered(first), 429, "throttled", "1 requests a minute");

      postgres.close();

      assertThat(discovered(first).statusCode()).isEqualTo(200);
      assertThat(discovered(first).statusCode()).isEqualTo(429);
      assertThat(discovered(second).statusCode()).isEqualTo(200);
    } finally {
      postgres.close();
    }
  }

  private static HttpResponse<String> discovered(ConfigurableApplicationContext server) {
    HttpCalls calls =
        new HttpCalls(
            server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    return calls.send(calls.get("/cds-services"));
  }

  private ConfigurableApplicationContext start(EmbeddedPostgres postgres) throws IOException {
    Path registry =
        Files.writeString(
            folder.resolve("clients.yaml"),
            "clients:\n  - name: loopback\n    requests-per-minute: 1\n");
    return SpringApplication.run(
        TestServer.class,
        "--server.port=0",
        "--cds.clients=" + registry,
        "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
        "--spring.datasource.username=postgres");
  }
}
