package cds.fhir.access;

import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Answer;
import cds.acceptance.Json;
import cds.acceptance.Server;
import cds.acceptance.Server.Reply;
import cds.conformance.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.node.ObjectNode;

/** Whole requests, whose data comes from HAPI's own FHIR server instead of the request. */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "cds.evaluation-time=2025-06-16T12:00:00Z",
      "cds.fhir-budget=30s",
      "spring.datasource.url=jdbc:h2:mem:without-prefetch"
    })
@Requirement({"PRE-3", "PRE-4", "REQ-9", "I-34", "I-54"})
class WithoutPrefetchTests {

  private static final Path EXAMPLE = Path.of("src/test/resources/examples/eligible-adult");

  private static PlainServer whole;
  private static PlainServer paged;

  @LocalServerPort private int port;
  private ObjectNode request;

  @BeforeAll
  static void start() throws Exception {
    whole = new PlainServer(200);
    paged = new PlainServer(1);
    for (PlainServer server : new PlainServer[] {whole, paged}) {
      server.hold(example().path("prefetch"));
      server.hold(
          """
          {"resourceType":"Medication","id":"ointment","code":{"coding":[
            {"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"108118"}]}}\
          """);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    whole.close();
    paged.close();
  }

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry registry) {
    registry.add("cds.fhir-servers", () -> whole.base() + "," + paged.base());
  }

  @BeforeEach
  void read() throws Exception {
    request = example();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theCardIsTheSame(boolean large) {
    Answer prefetched = answer();
    request.remove("prefetch");
    grant(large ? whole : paged, PlainServer.TOKEN, "patient/*.read");

    Answer fetched = answer();

    assertThat(fetched.verdict("us-label")).startsWith("ELIGIBLE ");
    assertThat(fetched.words()).isEqualTo(prefetched.words());
    assertThat(fetched.findings()).isEqualTo(prefetched.findings());
    assertThat(fetched.orders()).isEqualTo(prefetched.orders());
  }

  @Test
  void aMedicationBehindAReferenceIsTheSameMedication() {
    Answer concept = answer();
    refer("Medication/ointment");
    grant(whole, PlainServer.TOKEN, "");

    assertThat(answer().findings()).isEqualTo(concept.findings());
  }

  @Test
  void aMedicationThatCannotBeHadIsSaid() {
    refer("Medication/other");
    grant(whole, PlainServer.TOKEN, "");

    assertThat(answer().verdict("us-label")).startsWith("INSUFFICIENT_DATA");
    assertThat(answer().words()).contains("1 MedicationStatement unreadable");
  }

  @Test
  @Requirement("PRE-8")
  void aKindOutsideOfTheScopeIsSaidOnTheCard() {
    request.remove("prefetch");
    grant(
        whole,
        PlainServer.TOKEN,
        "patient/Patient.rs patient/Observation.rs patient/Condition.rs"
            + " patient/MedicationRequest.rs patient/MedicationStatement.rs"
            + " patient/MedicationAdministration.rs patient/QuestionnaireResponse.rs");

    assertThat(answer().verdict("us-label")).startsWith("INSUFFICIENT_DATA");
    assertThat(answer().words()).containsIgnoringCase("allerg");
  }

  @Test
  @Requirement({"PRE-5", "PRE-6", "I-52"})
  void noDataAndAnErrorAreNotFetchedAgain() {
    ObjectNode prefetch = (ObjectNode) request.path("prefetch");
    prefetch.remove("conditions");
    prefetch.set("medicationStatements", Json.read("{\"resourceType\":\"OperationOutcome\"}"));
    grant(whole, PlainServer.TOKEN, "");

    Answer error = answer();
    prefetch.putNull("medicationStatements");
    Answer none = answer();

    assertThat(error.verdict("us-label")).startsWith("INSUFFICIENT_DATA");
    assertThat(none.verdict("us-label")).startsWith("INSUFFICIENT_DATA");
    assertThat(none.words()).isNotEqualTo(error.words());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TOKEN | pat-1 | launch | patient | fhirAuthorization.scope does not cover it",
        "wrong | pat-1 | | patient | the FHIR server refused it",
        "TOKEN | pat-2 | | patient | fhirAuthorization.patient is not the patient of",
        "TOKEN | pat-1 | patient/Patient.r | conditions | fhirAuthorization.scope does not cover"
      })
  void requiredDataThatCannotBeHadIs412(
      String token, String patient, String scope, String key, String reason) {
    request.remove("prefetch");
    grant(whole, token.equals("TOKEN") ? PlainServer.TOKEN : token, scope == null ? "" : scope);
    ((ObjectNode) request.path("fhirAuthorization")).put("patient", patient);

    assertRefused(key.equals("conditions") ? "observations" : key, reason);
  }

  @Test
  void aPatientWhomTheServerDoesNotKnowIs412() {
    request.remove("prefetch");
    grant(whole, PlainServer.TOKEN, "");
    ((ObjectNode) request.path("context")).put("patientId", "nobody");
    ((ObjectNode) request.path("fhirAuthorization")).put("patient", "nobody");

    assertRefused("patient", "the FHIR server does not know it");
  }

  @Test
  void aServerThatIsNotConfiguredIs412AndPrefetchSuffices() {
    request.put("fhirServer", "https://ehr.example/fhir");
    assertThat(answer().verdict("us-label")).startsWith("ELIGIBLE ");

    request.remove("prefetch");
    assertRefused("patient", "none that may be asked for this client");
  }

  @Test
  void withoutServerAndPrefetchIs412() {
    request.remove("prefetch");
    assertRefused("patient", "the request names no fhirServer");
  }

  private void assertRefused(String key, String reason) {
    Reply reply = new Server(port).post(Server.ELIGIBILITY, request);
    assertThat(reply.status()).as(reply.body()).isEqualTo(412);
    assertThat(reply.diagnostics()).startsWith("prefetch." + key + " is required").contains(reason);
  }

  private void refer(String reference) {
    ObjectNode statement =
        (ObjectNode) request.at("/prefetch/medicationStatements/entry/0/resource");
    statement.remove("medicationCodeableConcept");
    statement.putObject("medicationReference").put("reference", reference);
  }

  private void grant(PlainServer server, String token, String scope) {
    request.put("fhirServer", server.base());
    request
        .putObject("fhirAuthorization")
        .put("access_token", token)
        .put("token_type", "Bearer")
        .put("expires_in", 300)
        .put("scope", scope)
        .put("subject", "cds-service")
        .put("patient", "pat-1");
  }

  private Answer answer() {
    Reply reply = new Server(port).post(Server.ELIGIBILITY, request);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.answer();
  }

  private static ObjectNode example() throws java.io.IOException {
    return (ObjectNode) Json.read(Files.readString(EXAMPLE.resolve("request.json")));
  }
}
