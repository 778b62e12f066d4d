package cds.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import cds.web.Eventually;
import cds.web.HttpCalls;
import cds.web.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Strict mode without its database: refused or answered as configured, and told as it was. */
class StrictModeTests {

  @TempDir private Path folder;

  @Test
  void whatIsRefusedIsRecordedAsNotDelivered() throws IOException {
    assertThat(recordedOf(503, "refuse")).containsExactly("DECISION", "UNDELIVERED");
  }

  @Test
  void whatIsAnsweredAllTheSameIsRecordedAsADecisionAndIsNotLost() throws IOException {
    assertThat(recordedOf(200, "answer")).containsExactly("DECISION");
  }

  /** The kinds of the links of one call that came while the database was away. */
  private List<String> recordedOf(int status, String without) throws IOException {
    try (Place place = Place.onPostgres(folder);
        ConfigurableApplicationContext server =
            SpringApplication.run(
                TestServer.class,
                "--server.port=0",
                "--cds.record.mode=strict",
                "--cds.record.without=" + without,
                "--spring.datasource.url=" + place.url(),
                "--spring.datasource.username=postgres")) {
      HttpCalls calls =
          new HttpCalls(
              server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
      JdbcTemplate database = server.getBean(JdbcTemplate.class);
      place.stopPostgres();

      assertThat(calls.send(calls.post("view", HttpCalls.call("a", "Practitioner/1"))).statusCode())
          .isEqualTo(status);
      assertThat(calls.send(calls.get("/actuator/prometheus")).body())
          .contains("cds_records_lost_total 0.0");

      place.startPostgres();
      Eventually.get(() -> Optional.of(waiting(calls)).filter(waiting -> waiting == 0));
      return database.queryForList(
          "select kind from link where kind in ('DECISION', 'UNDELIVERED') order by seq",
          String.class);
    }
  }

  private static double waiting(HttpCalls calls) {
    return calls
        .send(calls.get("/actuator/prometheus"))
        .body()
        .lines()
        .filter(line -> line.startsWith("cds_records_waiting "))
        .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
        .findFirst()
        .orElseThrow();
  }
}
