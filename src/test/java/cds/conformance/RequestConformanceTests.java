package cds.conformance;

import static cds.conformance.Conversations.ELIGIBILITY;
import static cds.conformance.Conversations.MONITORING;
import static cds.conformance.Conversations.ORDER_SIGN;
import static cds.conformance.Conversations.REFILL;
import static cds.conformance.Conversations.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Answer;
import cds.acceptance.Fhir;
import cds.acceptance.Json;
import cds.acceptance.Person;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** CDS Hooks 2.0.1, "Calling a CDS Service" and "Providing FHIR Resources", on the wire. */
@RunningService
class RequestConformanceTests {

  private static final String OUTCOME =
      "{'resourceType':'OperationOutcome','issue':[{'severity':'error','code':'exception'}]}";

  @LocalServerPort private int port;
  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(port);
  }

  @Test
  @Requirement({"REQ-1", "I-16"})
  void everyServiceIsAtItsIdAndTakesOnlyPost() {
    List<JsonNode> services =
        Json.read(wire.get("/cds-services").body()).path("services").valueStream().toList();

    assertThat(services).hasSize(5);
    for (JsonNode service : services) {
      String path = "/cds-services/" + service.path("id").asString();
      assertThat(wire.get(path).statusCode()).isEqualTo(405);
      assertThat(wire.get(path).headers().firstValue("Allow")).contains("POST");
      assertThat(wire.send("POST", path, "{}", "Content-Type", "application/json").statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  @Requirement({"REQ-2", "REQ-10", "DISC-12", "I-76"})
  void aHookThatTheServiceDoesNotAnswerIsRefused() {
    assertRefused(wire.call(MONITORING, candidate().orderSign(Fhir.draft("1876401"))), 400, "hook");
    assertRefused(without("hook"), 400, "hook is required");
    assertRefused(with("hook", "'medication-prescribe'"), 400, "patient-view");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "D1577C69-DFBE-11EE-BA6D-3E05E953B2EA",
        "019b6660-31da-7741-9145-21ce97c6afc2",
        "00000000-0000-0000-0000-000000000000"
      })
  @Requirement("REQ-3")
  void hookInstanceIsAUuidOfAnyVersion(String uuid) {
    assertThat(with("hookInstance", "'" + uuid + "'").statusCode()).isEqualTo(200);
  }

  @Test
  @Requirement("REQ-3")
  void aHookInstanceThatIsNoUuidIsRefused() {
    assertRefused(without("hookInstance"), 400, "hookInstance is required");
    assertRefused(with("hookInstance", "'1'"), 400, "hookInstance must be a UUID");
  }

  @Test
  @Requirement({"REQ-4", "REQ-5"})
  void aTokenNeedsAServerAndBothMayBeMissing() {
    String token =
        "{'access_token':'x','token_type':'Bearer','expires_in':300,"
            + "'scope':'patient/Patient.rs','subject':'cds','patient':'pat-1'}";

    assertRefused(with("fhirAuthorization", token), 400, "fhirServer");
    assertThat(wire.call(ELIGIBILITY, candidate().patientView()).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "dupilumab-eligibility, patientId",
    "dupilumab-order-select, patientId",
    "dupilumab-order-select, selections",
    "dupilumab-order-select, draftOrders",
    "dupilumab-order-sign, draftOrders",
    "dupilumab-refill, patientId",
    "dupilumab-refill, medications"
  })
  @Requirement("REQ-6")
  void aContextWithoutWhatItsHookNeedsIsRefused(String service, String member) {
    ObjectNode request = request(service);
    assertThat(wire.call(service, request).statusCode()).isEqualTo(200);

    ((ObjectNode) request.get("context")).remove(member);
    assertRefused(wire.call(service, request), 400, "context." + member);
    request.remove("context");
    assertRefused(wire.call(service, request), 400, "context is required");
  }

  @Test
  @Requirement({"REQ-7", "PRE-2", "PRE-4", "RES-2", "I-54"})
  void withoutPrefetchAndServerRequiredDataAreMissed() {
    assertRefused(without("prefetch"), 412, "prefetch.patient");
  }

  @ParameterizedTest
  @ValueSource(strings = {"patient", "observations", "conditions"})
  @Requirement({"PRE-4", "RES-2", "REQ-10", "I-54", "I-76"})
  void aRequiredKeyThatCannotBeHadIs412AndNamed(String key) {
    assertRefused(
        wire.call(ELIGIBILITY, candidate().notSending(key).patientView()), 412, "prefetch." + key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "medications",
        "medicationStatements",
        "administrations",
        "allergies",
        "questionnaires"
      })
  @Requirement({"PRE-2", "I-28"})
  void anyOtherKeyMayBeMissing(String key) {
    assertThat(wire.call(ELIGIBILITY, candidate().notSending(key).patientView()).statusCode())
        .isEqualTo(200);
  }

  /** An allergy list that could not be read is not an empty one. */
  @Test
  @Requirement({"PRE-5", "PRE-6", "I-52"})
  void nullIsNoneAndAnErrorIsUnknown() {
    Answer none = ask(candidate().sending("allergies", Json.read("null")));
    Answer failed = ask(candidate().sending("allergies", Json.quoted(OUTCOME)));

    assertThat(none.verdict("us-label")).startsWith("ELIGIBLE ");
    assertThat(failed.verdict("us-label")).startsWith("INSUFFICIENT_DATA");
    assertThat(failed.words()).contains("allergies not known");
  }

  @Test
  @Requirement({"PRE-6", "I-52"})
  void anErrorWithinABundleMakesItIncomplete() {
    Answer answer =
        ask(
            candidate()
                .changing(
                    "allergies",
                    bundle ->
                        bundle
                            .withArray("entry")
                            .addObject()
                            .<ObjectNode>set("resource", Json.quoted(OUTCOME))
                            .putObject("search")
                            .put("mode", "outcome")));

    assertThat(answer.verdict("us-label")).startsWith("INSUFFICIENT_DATA");
  }

  @Test
  @Requirement({"PRE-7", "PRE-8"})
  void ofAPageWhoseNextCannotBeReadWhatItHoldsCountsAndWhatItLacksIsUnknown() {
    Answer without = ask(paged(candidate(), "allergies"));
    Answer with = ask(paged(candidate().having(Fhir.allergy("active", "confirmed")), "allergies"));

    assertThat(without.verdict("us-label")).startsWith("INSUFFICIENT_DATA");
    assertThat(with.verdict("us-label")).startsWith("NOT_ELIGIBLE");
  }

  @Test
  @Requirement("JSON-6")
  void membersThatAreNotKnownAreIgnored() {
    ObjectNode request = candidate().patientView();
    String plain = findings(wire.call(ELIGIBILITY, request));
    request.put("user", "Practitioner/1").put("patient", "pat-1");
    request.putObject("extension").put("com.example.more", "x");
    ((ObjectNode) request.get("context")).put("medications", 1);
    ((ObjectNode) request.get("prefetch")).putObject("more").put("resourceType", "Basic");

    assertThat(findings(wire.call(ELIGIBILITY, request))).isEqualTo(plain);
  }

  @Test
  @Requirement({"REQ-10", "RES-3", "I-76"})
  void eachStatusHasItsMeaning() {
    ObjectNode request = candidate().patientView();
    String path = "/cds-services/" + ELIGIBILITY;
    String body = Json.line(request);
    String huge = " ".repeat(5 * 1024 * 1024);

    assertRefused(wire.call(ELIGIBILITY, "{"), 400, "JSON");
    assertRefused(wire.call("no-such-service", request), 404, "no such service");
    assertRefused(wire.send("DELETE", path, ""), 405, "Allow");
    assertRefused(
        wire.send("POST", path, body, "Content-Type", "application/json", "Accept", "text/html"),
        406,
        "Accept");
    assertRefused(wire.call(ELIGIBILITY, body + huge), 413, "cds.max-body");
    assertRefused(wire.send("POST", path, body, "Content-Type", "text/plain"), 415, "JSON");
    assertRefused(
        wire.call(ELIGIBILITY, candidate().described("id", "'other'").patientView()),
        422,
        "prefetch.patient");
  }

  private static ObjectNode request(String service) {
    return switch (service) {
      case ORDER_SIGN -> candidate().orderSign(Fhir.draft("1876401"));
      case REFILL -> candidate().refill(Fhir.draft("1876401"));
      case ELIGIBILITY -> candidate().patientView();
      default -> candidate().orderSelect(Fhir.draft("1876401"));
    };
  }

  private static Person paged(Person person, String key) {
    return person.changing(
        key,
        bundle ->
            bundle
                .withArray("link")
                .addObject()
                .put("relation", "next")
                .put("url", "https://ehr.example.org/fhir?page=2"));
  }

  private HttpResponse<String> without(String member) {
    ObjectNode request = candidate().patientView();
    request.remove(member);
    return wire.call(ELIGIBILITY, request);
  }

  private HttpResponse<String> with(String member, String value) {
    ObjectNode request = candidate().patientView();
    request.set(member, Json.read(value.replace('\'', '"')));
    return wire.call(ELIGIBILITY, request);
  }

  private Answer ask(Person person) {
    HttpResponse<String> reply = wire.call(ELIGIBILITY, person.patientView());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return new Answer(Json.read(reply.body()));
  }

  private static String findings(HttpResponse<String> reply) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return new Answer(Json.read(reply.body())).findings().toString();
  }

  private static void assertRefused(HttpResponse<String> reply, int status, String words) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    assertThat(Wire.contentType(reply)).isEqualTo("application/fhir+json");
    JsonNode outcome = Json.read(reply.body());
    assertThat(CdsHooksSchema.errors("OperationOutcome", outcome)).isEmpty();
    assertThat(outcome.at("/issue/0/diagnostics").asString()).containsIgnoringCase(words);
    assertThat(reply.body()).doesNotContain("pat-1", "1988-03-21");
  }
}
