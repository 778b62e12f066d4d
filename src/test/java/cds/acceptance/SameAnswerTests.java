package cds.acceptance;

import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Person.adult;
import static cds.acceptance.Story.MET;
import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Server.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What must not change an answer: asking twice, the order of resources, a full record. */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "cds.evaluation-time=2025-06-16T12:00:00Z")
class SameAnswerTests {

  @LocalServerPort private int port;
  private Server server;

  @BeforeEach
  void connect() {
    server = new Server(port);
  }

  @Test
  void halfAMegabyteOfOtherObservationsChangesNothing() {
    Person busy = eligible();
    for (int i = 0; i < 1600; i++) {
      busy.having(
          Fhir.eosinophils("5")
              .id("lab-" + i)
              .with("code", "{'coding':[{'system':'http://loinc.org','code':'2345-7'}]}")
              .with("note", "[{'text':'" + "glucose ".repeat(10) + "'}]"));
    }
    ObjectNode request = busy.patientView();

    assertThat(Json.line(request).length()).isGreaterThan(512 * 1024);
    assertThat(ask(request).verdict("us-label")).isEqualTo(MET);
    assertThat(ask(request).findings()).isEqualTo(ask(eligible()).findings());
  }

  @Test
  void theSameRequestIsAnsweredByTheSameBytes() {
    String body = Json.line(eligible().patientView());

    assertThat(server.post(Server.ELIGIBILITY, body).body())
        .isEqualTo(server.post(Server.ELIGIBILITY, body).body());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theOrderOfResourcesMeansNothing(long seed) {
    Person person =
        eligible()
            .scored(easi("31").on("2025-04-04"), Fhir.viga("3"), Fhir.scorad("44"))
            .scored(easi("84").on("2025-06-12"), Fhir.score("poem", "19"))
            .having(Fhir.tacrolimus("2025-03-01", "2025-05-01").outcome("inadequate"))
            .having(Fhir.statement("upadacitinib", "2196894", "2025-02-01", ""));
    ObjectNode request = person.patientView();
    List<JsonNode> before = ask(request).findings();
    for (JsonNode value : request.get("prefetch")) {
      if (value.get("entry") instanceof ArrayNode entries) {
        List<JsonNode> shuffled = new ArrayList<>(entries.valueStream().toList());
        Collections.shuffle(shuffled, new Random(seed));
        entries.removeAll().addAll(shuffled);
      }
    }

    assertThat(ask(request).findings()).isEqualTo(before);
  }

  private Answer ask(Person person) {
    return ask(person.patientView());
  }

  private Answer ask(ObjectNode request) {
    Reply reply = server.post(Server.ELIGIBILITY, request);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.answer();
  }

  private static Person eligible() {
    return adult().scored(easi("24"));
  }
}
