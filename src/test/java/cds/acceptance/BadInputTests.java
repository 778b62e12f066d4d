package cds.acceptance;

import static cds.acceptance.Fhir.draft;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.weight;
import static cds.acceptance.Person.adult;
import static cds.acceptance.Person.born;
import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Server.Reply;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is sent: a clear refusal or a card that says what could not be used; never a guess. */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "cds.evaluation-time=2025-06-16T12:00:00Z")
class BadInputTests {

  @LocalServerPort private int port;
  private Server server;

  @BeforeEach
  void connect() {
    server = new Server(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1, 2]",
        "not json",
        "{\"hook\": \"patient-view\", \"hook\": \"patient-view\"}",
        "{\"hook\": \"patient-view\", \"n\": 1e20000000}"
      })
  void whatIsNoRequestIs400(String body) {
    Reply reply = server.post(Server.ELIGIBILITY, body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.diagnostics()).isNotBlank();
  }

  @Test
  void deepNestingIs400() {
    String whole = Json.line(eligible().patientView());
    String deep = whole.replace("\"prefetch\":{", "\"prefetch\":{\"x\":" + nested(5000) + ",");

    assertThat(server.post(Server.ELIGIBILITY, deep).status()).isEqualTo(400);
  }

  @Test
  void aHookOfAnotherServiceIs400AndAnUnknownServiceIs404() {
    assertThat(server.post(Server.ORDER_SELECT, eligible().patientView()).diagnostics())
        .contains("order-select", "patient-view");
    assertThat(server.post(Server.ORDER_SELECT, eligible().patientView()).status()).isEqualTo(400);
    assertThat(server.post("dupilumab", eligible().patientView()).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"patient", "observations", "conditions"})
  void aMissingRequiredKeyIs412AndNamed(String key) {
    for (String service : List.of(Server.ELIGIBILITY, Server.ORDER_SELECT)) {
      Person person = eligible().notSending(key);
      ObjectNode request =
          service.equals(Server.ELIGIBILITY)
              ? person.patientView()
              : person.orderSelect(draft("1876376"));
      Reply reply = server.post(service, request);

      assertThat(reply.status()).isEqualTo(412);
      assertThat(reply.diagnostics()).contains("prefetch." + key);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "{'resourceType':'OperationOutcome'}", "{'resourceType':'Bundle'}"})
  void aPatientThatCannotBeHadIs412(String patient) {
    Reply reply =
        server.post(Server.ELIGIBILITY, eligible().sending("patient", json(patient)).patientView());

    assertThat(reply.status()).isEqualTo(412);
    assertThat(reply.diagnostics()).contains("prefetch.patient");
  }

  @Test
  void thePatientOfAnotherChartIs422() {
    Reply reply =
        server.post(
            Server.ELIGIBILITY, eligible().described("id", "'somebody-else'").patientView());

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.body()).doesNotContain("somebody-else");
  }

  @Test
  void aPatientAsUserGetsNoCards() {
    for (String user : List.of("Patient/pat-1", "RelatedPerson/mother")) {
      ObjectNode request = eligible().patientView();
      ((ObjectNode) request.get("context")).put("userId", user);

      assertThat(server.post(Server.ELIGIBILITY, request).body()).isEqualTo("{\"cards\":[]}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "subject | {'reference':'Patient/other'} | SEVERITY_MISSING | another patient",
        "valueQuantity | {'value':30,'comparator':'>'} | SEVERITY_INVALID | usable value",
        "valueQuantity | {'value':30,'unit':'furlong'} | SEVERITY_INVALID | unit",
        "valueQuantity | {'value':'about thirty'} | SCORES_UNKNOWN | unreadable",
        "effectiveDateTime | '2025-06-31' | SCORES_UNKNOWN | unreadable",
        "effectiveDateTime | '16.06.2025' | SCORES_UNKNOWN | unreadable",
        "status | 'wrong' | SCORES_UNKNOWN | unreadable"
      })
  void aScoreThatCannotBeUsedIsSaid(String member, String text, String reason, String said) {
    Answer answer = ask(adult().scored(easi("30").with(member, text)));

    assertThat(answer.verdict("us-label").split(" "))
        .as(answer.words())
        .containsExactly("INSUFFICIENT_DATA", reason);
    assertThat(answer.words()).contains("Not used", said);
  }

  @Test
  void aScoreWithoutValueButWithAReasonIsSaid() {
    Answer answer =
        ask(
            adult()
                .scored(
                    easi("30")
                        .without("valueQuantity")
                        .with("dataAbsentReason", "{'text':'patient declined'}")));

    assertThat(answer.verdict("us-label")).isEqualTo("INSUFFICIENT_DATA SEVERITY_INVALID");
    assertThat(answer.words()).contains("Not used");
  }

  @ParameterizedTest
  @CsvSource({"2025,SEVERITY_STALE", "2025-04,SEVERITY_MODERATE_PLUS"})
  void halfDatesStandForTheirFirstDay(String date, String reason) {
    assertThat(ask(adult().scored(easi("30").on(date))).verdict("us-label")).contains(reason);
  }

  @Test
  void olderFhirIsSaidNotGuessed() {
    Person old =
        adult()
            .changing(
                "observations",
                bundle ->
                    add(
                        bundle,
                        "{'resourceType':'Observation','id':'o','status':'final','comments':'DSTU2',"
                            + "'code':{'coding':[{'system':'https://dupilumab-cds.github.io/fhir/"
                            + "CodeSystem/ad-severity','code':'easi'}]},'subject':{'reference':"
                            + "'Patient/pat-1'},'appliesDateTime':'2025-06-11','valueQuantity':"
                            + "{'value':30,'units':'points'}}"))
            .changing(
                "medications",
                bundle ->
                    add(
                        bundle,
                        "{'resourceType':'MedicationOrder','id':'m','status':'active','patient':"
                            + "{'reference':'Patient/pat-1'},'dateWritten':'2025-02-01'}"));
    Answer answer = ask(old);

    assertThat(answer.verdict("us-label")).startsWith("INSUFFICIENT_DATA ");
    assertThat(answer.words()).contains("Not used");
    assertThat(answer.doses()).isEmpty();
  }

  @Test
  void aWeightInAnUnknownUnitGivesNoDose() {
    Answer answer = ask(born("2016-02-02").having(weight("31 stone")).scored(easi("30")));

    assertThat(answer.alerts()).contains("DOSE_WEIGHT_MISSING soon", "DATA_NOT_USED info");
    assertThat(answer.doses()).isEmpty();
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

  private static void add(ObjectNode bundle, String resource) {
    bundle.withArray("entry").addObject().set("resource", json(resource));
  }

  private static JsonNode json(String text) {
    return Json.read(text.replace('\'', '"'));
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }
}
