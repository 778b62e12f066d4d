package cds.web.services;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Json;
import cds.clients.Clients;
import cds.decide.Decisions;
import cds.knowledge.RuleFiles;
import cds.record.KeptCall;
import cds.record.KeptCalls;
import cds.record.KeyRing;
import cds.record.RecordReader;
import cds.record.Releases;
import cds.web.HttpCalls;
import cds.web.start.CdsProperties;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A request that was kept is answered again with the same bytes. */
@SpringBootTest(
    classes = cds.Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"cds.record-requests=true", "cds.record.mode=strict"})
class KeptRequestTests {

  @LocalServerPort private int port;
  @Autowired private JdbcTemplate database;
  @Autowired private RecordReader record;
  @Autowired private Releases releases;
  @Autowired private CdsProperties properties;
  @Autowired private Clients clients;
  @Autowired private Decisions decisions;

  @ParameterizedTest
  @ValueSource(strings = {"1-eligible-adult", "5-wrong-dose", "4-painful-red-eye"})
  void theAnswerHasTheSameBytes(String example) throws IOException {
    JsonNode file =
        Json.read(Files.readString(Path.of("src/main/resources/try", example + ".json")));
    String service = file.path("service").stringValue();
    HttpCalls http = new HttpCalls(port);
    HttpResponse<String> answer = http.send(http.post(service, file.get("request").toString()));
    assertThat(answer.statusCode()).isEqualTo(200);
    String id =
        database.queryForObject(
            "select id from decision where service = ? order by seq desc limit 1",
            String.class,
            service);
    KeyRing keys = KeyRing.at(properties.record().keys(), Clock.systemUTC());
    KeptCall kept = new KeptCalls(record, keys).of(id).orElseThrow();
    JsonNode content =
        Json.read(new String(record.link(id).orElseThrow().content(), StandardCharsets.UTF_8));
    RuleFiles rules = releases.load(decisions.release().hash()).orElseThrow();

    byte[] again =
        AnswerAgain.of(
            rules,
            clients.callers().iterator().next(),
            service,
            kept,
            Instant.parse(content.path("evaluatedAt").stringValue()));

    assertThat(new String(again, StandardCharsets.UTF_8)).isEqualTo(answer.body());
    assertThat(content.at("/response/sha256").stringValue()).isEqualTo(cds.record.Sha256.of(again));
  }
}
