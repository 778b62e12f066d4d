package cds.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import cds.insight.Exports;
import cds.insight.Recorded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.DeflaterOutputStream;
import org.flywaydb.core.Flyway;
import org.hl7.fhir.r4.model.AuditEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Exported decisions are valid FHIR, and say who asked about whom and what was looked at. */
class AuditEventTests {

  private static final String CONTENT =
      """
      {"user":{"key":"k1","hash":"77aa"},
       "elements":[{"element":"easi","value":"24.6","from":["Observation/easi-1"]},
         {"element":"age","value":"444","from":["Patient/jane-roe"]},
         {"element":"odd","value":"1","from":["#contained","urn:x"]}],
       "findings":[{"code":"ELIGIBLE","because":[{"resource":"Observation/easi-1","says":"EASI"},
         {"resource":"Condition/ad","says":"AD"},{"resource":"Patient/jane-roe","says":"born"}]}]}
      """;

  @TempDir private Path folder;

  @Test
  void everyDecisionIsAValidAuditEvent() throws IOException {
    StringBuilder out = new StringBuilder();
    SingleConnectionDataSource connection =
        new SingleConnectionDataSource("jdbc:h2:mem:audit-events", true);
    Flyway.configure().dataSource(connection).load().migrate();
    JdbcTemplate database = new JdbcTemplate(connection);
    new Recorded(5, 60).write(database);
    database.update("insert into chain values ('c', 'replica-1', current_timestamp)");
    database.update(
        "insert into link values ('c', 0, 'DECISION', current_timestamp, 'h', 'h', ?)",
        (Object) deflated());
    database.update("update decision set tenant = 'north', outcome = 'failed' where seq = 0");
    long count =
        new Exports(JdbcClient.create(connection))
            .write(
                Exports.Format.FHIR,
                Recorded.START,
                Recorded.START.plus(Duration.ofDays(100)),
                out);
    connection.destroy();

    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize((int) count).hasSizeGreaterThan(50);
    ProfileValidator validator = new ProfileValidator(List.of());
    Set<String> outcomes = new TreeSet<>();
    for (String line : lines) {
      Path file = Files.writeString(folder.resolve("event.json"), line);
      assertThat(validator.errors(file)).as(line).isEmpty();
      outcomes.add(((AuditEvent) ProfileFiles.parse(file)).getOutcome().toCode());
    }
    assertThat(outcomes).containsExactly("0", "4", "8");
    AuditEvent full = event(lines);
    assertThat(full.getSource().getObserver().getDisplay()).isEqualTo("replica-1");
    assertThat(full.getSource().getSite()).isEqualTo("north");
    assertThat(full.getAgent()).hasSize(2);
    assertThat(full.getAgent().get(1).getWho().getIdentifier().getValue()).isEqualTo("77aa");
    assertThat(full.getEntity())
        .extracting(entity -> entity.getWhat().getReference())
        .containsExactly(null, null, "Observation/easi-1", "Condition/ad");
    assertThat(full.getEntity().get(1).getWhat().getIdentifier().getValue()).hasSize(64);
    assertThat(out.toString()).doesNotContain("jane-roe");
  }

  private AuditEvent event(List<String> lines) throws IOException {
    String line =
        lines.stream().filter(one -> one.contains("\"id\":\"c-0\"")).findFirst().orElseThrow();
    return (AuditEvent) ProfileFiles.parse(Files.writeString(folder.resolve("event.json"), line));
  }

  private static byte[] deflated() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(CONTENT.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
