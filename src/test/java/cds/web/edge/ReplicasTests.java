package cds.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import cds.conformance.Requirement;
import cds.databases.Postgres;
import cds.web.HttpCalls;
import cds.web.Registry;
import cds.web.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two servers on one database know of each other's used tokens. */
@Requirement("SEC-11")
class ReplicasTests {

  @TempDir private Path folder;

  @Test
  void onH2() {
    assertATokenCountsOnceAtAll("jdbc:h2:mem:replicas;DB_CLOSE_DELAY=-1", "sa");
  }

  @Test
  void onPostgresql() {
    assertATokenCountsOnceAtAll(Postgres.emptyUrl(), Postgres.USER);
  }

  private void assertATokenCountsOnceAtAll(String database, String user) {
    Path registry = Registry.write(folder);
    try (ConfigurableApplicationContext first = start(registry, database, user);
        ConfigurableApplicationContext second = start(registry, database, user)) {
      String one = token();
      String other = token();

      assertThat(call(first, one).statusCode()).isEqualTo(200);
      TokenVectorsTests.assertRefused(call(first, one));
      TokenVectorsTests.assertRefused(call(second, one));
      assertThat(call(second, other).statusCode()).isEqualTo(200);
      TokenVectorsTests.assertRefused(call(first, other));

      first.getBean(JdbcTemplate.class).execute("drop table used_token");
      HttpCalls.assertOutcome(call(second, token()), 503, "transient", "try again later");
    }
  }

  private static String token() {
    return Registry.CITY.token(Registry.VIEW, Instant.now()).claim("tenant", "north").signed();
  }

  private static HttpResponse<String> call(ConfigurableApplicationContext server, String token) {
    HttpCalls calls =
        new HttpCalls(
            server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    HttpRequest request =
        HttpRequest.newBuilder(
                calls.post("view", HttpCalls.call("a", "Practitioner/1")), (name, value) -> true)
            .header("Authorization", "Bearer " + token)
            .build();
    return calls.send(request);
  }

  private static ConfigurableApplicationContext start(Path registry, String database, String user) {
    return new SpringApplication(TestServer.class, Registry.Network.class)
        .run(
            "--server.port=0",
            "--cds.auth=jwt",
            "--cds.public-base=" + Registry.BASE,
            "--cds.clients=" + registry,
            "--spring.datasource.url=" + database,
            "--spring.datasource.username=" + user);
  }
}
