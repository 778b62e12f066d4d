package cds.fhir.access;

import static cds.fhir.access.ScriptedServer.body;
import static cds.fhir.access.ScriptedServer.redirect;
import static cds.fhir.access.ScriptedServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Server;
import cds.acceptance.Server.Reply;
import cds.conformance.Requirement;
import cds.fhir.access.ScriptedServer.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A token and a name go through success and every failure, with all logging turned up: neither is
 * found anywhere afterwards.
 */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "cds.evaluation-time=2025-06-16T12:00:00Z",
      "cds.fhir-budget=5s",
      "logging.level.root=debug",
      "spring.datasource.url=jdbc:h2:mem:canary"
    })
@ExtendWith(OutputCaptureExtension.class)
@Requirement({"FA-5", "FA-6"})
class CanaryTests {

  private static final Logger LOG = LoggerFactory.getLogger(CanaryTests.class);
  private static final String TOKEN = "canary-token-7f3a91";
  private static final String NAME = "Canaryname";
  private static final String SECRET_PATH = "canarypath";
  private static final ScriptedServer SERVER = new ScriptedServer();

  @LocalServerPort private int port;
  @Autowired private DataSource database;

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry registry) {
    registry.add("cds.fhir-servers", SERVER::base);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void neitherTokenNorNameIsKeptAnywhere(CapturedOutput output) {
    List<String> answers = new ArrayList<>();
    Server server = new Server(port);
    behaviours()
        .forEach(
            (name, answer) -> {
              SERVER.on("Patient/p", answer);
              SERVER.on("Observation", answer);
              Reply reply = server.post(Server.ELIGIBILITY, request(SERVER.base()));
              assertThat(reply.status()).as(name).isIn(200, 412);
              answers.add(reply.body());
            });
    for (String other : List.of("http://169.254.169.254/" + SECRET_PATH, "jar:" + SECRET_PATH)) {
      answers.add(server.post(Server.ELIGIBILITY, request(other)).body());
    }
    answers.add(server.post(Server.ELIGIBILITY, request(SERVER.base()).replace("}", "")).body());
    answers.add(server.post("nobody-" + "x", request(SERVER.base())).body());
    answers.add(server.get("/actuator/prometheus").body());
    answers.add(server.get("/actuator/health").body());
    LOG.debug("all logging is turned up");

    assertThat(SERVER.asked()).as("the token did go out").anyMatch(this::carriesTheToken);
    assertThat(answers).anyMatch(text -> text.contains("jvm_memory"));
    assertThat(output.getAll()).contains("all logging is turned up");
    for (String canary : List.of(TOKEN, NAME, SECRET_PATH)) {
      assertThat(answers).as("answers, " + canary).noneMatch(text -> text.contains(canary));
      assertThat(output.getAll()).as("log").doesNotContain(canary);
      assertThat(rows()).as("database").isNotEmpty().noneMatch(row -> row.contains(canary));
    }
  }

  private boolean carriesTheToken(ScriptedServer.Asked asked) {
    return ("Bearer " + TOKEN).equals(asked.authorization());
  }

  private static Map<String, Answer> behaviours() {
    String patient =
        "{\"resourceType\":\"Patient\",\"id\":\"p\",\"name\":[{\"family\":\"" + NAME + "\"}]}";
    byte[] named = patient.getBytes(UTF_8);
    Map<String, Answer> behaviours = new LinkedHashMap<>();
    behaviours.put("success", ScriptedServer.json(patient));
    for (int status : List.of(400, 401, 403, 404, 429, 500, 503)) {
      behaviours.put("status " + status, body(status, "application/fhir+json", named));
      behaviours.put("bare status " + status, status(status));
    }
    behaviours.put("a redirect", redirect(SERVER.base() + "/" + SECRET_PATH));
    behaviours.put("HTML", body(200, "text/html", named));
    behaviours.put("half", ScriptedServer.json(patient.substring(0, patient.length() - 3)));
    behaviours.put(
        "twice",
        ScriptedServer.json(patient.replace("{", "{\"" + NAME + "\":1,\"" + NAME + "\":2,")));
    behaviours.put(
        "date",
        ScriptedServer.json(patient.replace("\"id\"", "\"birthDate\":\"" + NAME + "\",\"id\"")));
    behaviours.put(
        "broken off",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
          exchange.sendResponseHeaders(200, named.length + 10L);
          exchange.getResponseBody().write(named);
        });
    return behaviours;
  }

  private static String request(String server) {
    return """
    {"hook":"patient-view","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
     "fhirServer":"%s",
     "fhirAuthorization":{"access_token":"%s","token_type":"Bearer","expires_in":300,
       "scope":"patient/*.read","subject":"cds","patient":"p"},
     "context":{"userId":"Practitioner/d","patientId":"p"},
     "prefetch":{"conditions":null}}\
    """
        .formatted(server, TOKEN);
  }

  /** Every row of every table, catalogue and own. */
  private List<String> rows() {
    JdbcTemplate jdbc = new JdbcTemplate(database);
    List<String> rows = new ArrayList<>();
    for (Map<String, Object> table :
        jdbc.queryForList(
            "select table_schema s, table_name t from information_schema.tables"
                + " where table_schema = 'PUBLIC'")) {
      rows.add(table.toString());
      jdbc.queryForList("select * from \"" + table.get("T") + "\"")
          .forEach(row -> rows.add(row.toString()));
    }
    return rows;
  }
}
