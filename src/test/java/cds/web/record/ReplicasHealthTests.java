package cds.web.record;

import static org.assertj.core.api.Assertions.assertThat;

import cds.record.Replicas;
import cds.web.Eventually;
import cds.web.FakeDecisions;
import cds.web.HttpCalls;
import cds.web.TestServer;
import cds.web.wire.WireJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Whether replicas decide by the same rules is told with the health, and changes it not. */
@SpringBootTest(
    properties = {"management.endpoint.health.show-details=always", "cds.record.replica=one"},
    classes = TestServer.class,
    webEnvironment = WebEnvironment.RANDOM_PORT)
class ReplicasHealthTests {

  private static final String OWN = new FakeDecisions().release().hash();

  @LocalServerPort private int port;
  @Autowired private JdbcTemplate database;
  @Autowired private Replicas replicas;
  private HttpCalls http;

  /** A replica tells of itself when it starts, and not a minute later. */
  @BeforeEach
  void alone() {
    http = new HttpCalls(port);
    Eventually.get(() -> replicas.live().stream().findFirst());
    database.update("delete from replica");
    replicas.tell();
  }

  @Test
  void oneReplicaAgreesWithItself() {
    JsonNode health = health();

    assertThat(health.path("releases").asString()).isEqualTo("same");
    assertThat(health.at("/live/0/replica").asString()).isEqualTo("one");
    assertThat(health.at("/live/0/release").asString()).isEqualTo(OWN);
    assertThat(health.at("/live/0/engine").asString()).isEqualTo("development");
    assertThat(health.at("/live/0/told").asString()).endsWith("Z");
    assertThat(gauge()).isEqualTo("1.0");
  }

  @Test
  void thatTheyDifferIsSaidWhileTheServiceIsUp() {
    new Replicas(database, "other", "two", () -> "sha256:1", "2.0.0").tell();
    replicas.tell();

    JsonNode health = health();
    assertThat(health.path("releases").asString()).isEqualTo("differ");
    assertThat(health.path("live")).hasSize(2);
    assertThat(health.at("/live/1/replica").asString()).isEqualTo("two");
    assertThat(health.at("/live/1/release").asString()).isEqualTo("sha256:1");
    assertThat(gauge()).isEqualTo("2.0");
    assertThat(read("/actuator/health").path("status").asString()).isEqualTo("UP");
  }

  @Test
  void thatItIsNotKnownIsSaidToo() {
    database.execute("alter table replica rename to away");
    replicas.tell();

    assertThat(health().path("releases").asString()).isEqualTo("unknown");
    assertThat(gauge()).isEqualTo("NaN");

    database.execute("alter table away rename to replica");
    replicas.tell();
    assertThat(health().path("releases").asString()).isEqualTo("same");
  }

  private JsonNode health() {
    return read("/actuator/health").at("/components/replicas/details");
  }

  private JsonNode read(String path) {
    return WireJson.read(http.send(http.get(path)).body().getBytes(StandardCharsets.UTF_8));
  }

  private String gauge() {
    return http.send(http.get("/actuator/prometheus"))
        .body()
        .lines()
        .filter(line -> line.startsWith("cds_replicas_releases "))
        .map(line -> line.split(" ")[1])
        .findFirst()
        .orElseThrow();
  }
}
