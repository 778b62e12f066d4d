package cds.synthea;

import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Answer;
import cds.acceptance.Json;
import cds.acceptance.Server;
import cds.acceptance.Server.Reply;
import java.io.IOException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whole lives of synthetic patients, over HTTP, as they are and after a visit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "cds.evaluation-time=2026-11-21T12:00:00Z")
class SyntheaTests {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
  private static final int VISITS = 4;

  @LocalServerPort private int port;
  private Server server;
  private SyntheticPatients patients;

  /** The Observations are those that the service's own template asks for. */
  @BeforeAll
  void read() {
    server = new Server(port);
    JsonNode template =
        Json.read(server.get("/cds-services").body())
            .get("services")
            .valueStream()
            .filter(service -> service.get("id").stringValue().equals(Server.ELIGIBILITY))
            .map(service -> service.at("/prefetch/observations"))
            .findFirst()
            .orElseThrow();
    patients = new SyntheticPatients(SyntheticPatients.codesOf(template.stringValue()));
  }

  @Test
  void thereIsSomethingToRead() {
    assertThat(patients.ids()).hasSize(23);
    for (String type : List.of("Observation", "Condition", "MedicationRequest")) {
      assertThat(patients.ids()).as(type).anyMatch(id -> patients.count(id, type) > 50);
    }
    assertThat(Json.line(patients.chartOpened(patients.ids().get(0)))).contains("Patient");
  }

  @TestFactory
  List<DynamicTest> nobodyIsJudgedWithoutASeverityScore() {
    return patients.ids().stream()
        .map(
            id ->
                DynamicTest.dynamicTest(
                    "born " + patients.birthDate(id) + ", " + id,
                    () -> {
                      Answer answer = ask(patients.chartOpened(id));

                      assertThat(answer.verdicts("us-label")).hasSize(1);
                      assertThat(answer.verdict("us-label").split(" "))
                          .startsWith("INSUFFICIENT_DATA")
                          .contains("SEVERITY_MISSING");
                      assertThat(answer.words()).contains("EASI", "vIGA-AD");
                      assertThat(answer.doses()).isEmpty();
                    }))
        .toList();
  }

  @TestFactory
  List<DynamicTest> afterAVisitTheyAreEligibleWhereTheyShouldBe() throws IOException {
    List<String> products = Additions.topicalProducts();
    assertThat(products).hasSizeGreaterThan(30);
    List<DynamicTest> tests = new ArrayList<>();
    Random random = new Random(20261121);
    int eligible = 0;
    for (String id : patients.ids()) {
      Period age = Period.between(LocalDate.parse(patients.birthDate(id)), TODAY);
      for (int visit = 1; visit <= VISITS; visit++) {
        Additions additions = Additions.draw(random, products, age.getYears());
        eligible += additions.eligible((int) age.toTotalMonths()) ? 1 : 0;
        tests.add(
            DynamicTest.dynamicTest(
                id + ", visit " + visit + ": " + additions,
                () -> check(id, (int) age.toTotalMonths(), additions)));
      }
    }
    assertThat(eligible).isBetween(tests.size() / 5, tests.size() * 4 / 5);
    return tests;
  }

  private void check(String id, int months, Additions additions) {
    ObjectNode request = patients.chartOpened(id).deepCopy();
    additions.addTo(request, id, TODAY);
    Answer answer = ask(request);
    String verdict = answer.verdict("us-label");

    assertThat(verdict.startsWith("ELIGIBLE "))
        .as(verdict + "\n" + answer.words())
        .isEqualTo(additions.eligible(months));
    if (!additions.eligible(months) || patients.deceased(id)) {
      assertThat(answer.doses()).isEmpty();
    } else if (months >= 18 * 12) {
      assertThat(answer.doses()).containsExactly("600, then 300 q2");
    }
  }

  private Answer ask(ObjectNode request) {
    Reply reply = server.post(Server.ELIGIBILITY, request);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.answer();
  }
}
