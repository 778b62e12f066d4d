package cds.corpus;

import static cds.acceptance.Fhir.draft;
import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Person.adult;
import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Answer;
import cds.acceptance.Json;
import cds.acceptance.Person;
import cds.acceptance.Server;
import cds.acceptance.Server.Reply;
import cds.conformance.Requirement;
import cds.web.WireCheck;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What clients do otherwise than the specification says, one thing at a time: the answer stays the
 * same, or says what could not be read, or the call is refused with the member to mend. An order is
 * never passed over in silence because something in it is odd.
 */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "cds.evaluation-time=2025-06-16T12:00:00Z")
class TolerantReaderTests {

  private static final String SIGN = "dupilumab-order-sign";
  private static final String SELECT = "dupilumab-order-select";

  @LocalServerPort private int port;

  @ParameterizedTest
  @CsvSource({
    "hook, 400, hook",
    "hookInstance, 400, hookInstance",
    "context, 400, context",
    "prefetch, 412, prefetch.patient",
    "context.patientId, 400, context.patientId",
    "context.selections, 400, context.selections",
    "context.draftOrders, 400, context.draftOrders",
    "context.userId, 200, ",
    "prefetch.patient, 412, prefetch.patient",
    "prefetch.observations, 412, prefetch.observations",
    "prefetch.conditions, 412, prefetch.conditions",
    "prefetch.medications, 200, ",
    "prefetch.allergies, 200, "
  })
  @Requirement({"REQ-2", "REQ-3", "REQ-6", "REQ-7", "PRE-4"})
  void aMemberThatIsMissingIsNamedOrNotNeeded(String path, int status, String named) {
    ObjectNode request = select();
    parent(request, path).remove(last(path));

    assertReply(SELECT, Json.line(request), status, named);
  }

  @ParameterizedTest
  @CsvSource({
    "hook, 400, hook",
    "hookInstance, 400, hookInstance",
    "context, 400, context",
    "prefetch, 412, prefetch.patient",
    "context.patientId, 400, context.patientId",
    "context.draftOrders, 400, context.draftOrders",
    "context.userId, 200, ",
    "prefetch.patient, 412, prefetch.patient",
    "prefetch.observations, 200, ",
    "prefetch.conditions, 200, ",
    "prefetch.medications, 200, "
  })
  @Requirement({"REQ-2", "REQ-3", "REQ-6", "PRE-5"})
  void aMemberThatIsNullIsMissingButForASearchWithoutResult(String path, int status, String named) {
    ObjectNode request = select();
    parent(request, path).putNull(last(path));

    assertReply(SELECT, Json.line(request), status, named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"hook\":", "\"hookInstance\":", "\"context\":", "\"prefetch\":", "\"patient\":"})
  @Requirement("REQ-10")
  void aMemberThatComesTwiceIsRefused(String member) {
    String body = Json.line(select());

    assertReply(SELECT, body.replaceFirst(member, member + "null," + member), 400, "twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/context | patientId | 'Patient/pat-1'",
        "/context | encounterId | 'Encounter/e-1'",
        "/context | encounterId | 'e-1'",
        "/context | userId | 'https://ehr.example/fhir/PractitionerRole/derm'",
        "/context | userId | 'derm'",
        "/context | oddMember | {'deep':[1,null,{}]}",
        "`` | user | 'Practitioner/derm'",
        "`` | patient | 'pat-1'",
        "`` | redirect | 'https://ehr.example'",
        "`` | oauth | {'access_token':'x'}",
        "`` | extension | {'com.example.timestamp':'2025-06-16'}",
        "/prefetch | another-key | {'resourceType':'Bundle'}",
        "/context/draftOrders | type | null",
        "/context/draftOrders | resourceType | null",
        "/context/draftOrders | total | 'many'",
        "/context/draftOrders/entry/0/resource | category | {'text':'outpatient'}",
        "/context/draftOrders/entry/0/resource | intent | null",
        "/context/draftOrders/entry/0/resource | intent | 'wish'",
        "/context/draftOrders/entry/0/resource | status | null",
        "/context/draftOrders/entry/0/resource | status | 'active'",
        "/context/draftOrders/entry/0/resource | status | 'proposed'",
        "/context/draftOrders/entry/0/resource | subject | null",
        "/context/draftOrders/entry/0/resource | authoredOn | '2025-13-45'",
        "/context/draftOrders/entry/0/resource | dispenseRequest | {'quantity':'many'}",
        "/context/draftOrders/entry/0/resource | note | 'free text'",
        "/prefetch/conditions/entry/0/resource | clinicalStatus | 'active'",
        "/prefetch/conditions/entry/0/resource | verificationStatus | 'confirmed'",
        "/prefetch/conditions/entry/0/resource | category | 'problem-list-item'",
        "/prefetch/conditions | type | null",
        "/prefetch/observations | type | 'collection'"
      })
  @Requirement({"JSON-6", "REQ-4"})
  void theAnswerStaysTheSame(String parent, String member, String value) {
    assertSame(sign -> ((ObjectNode) sign.at(parent)).set(member, json(value)));
  }

  @Test
  @Requirement("JSON-6")
  void oneValueInThePlaceOfAListIsAListOfOne() {
    assertSame(
        sign -> {
          ObjectNode dosage = (ObjectNode) order(sign).at("/dosageInstruction/0");
          dosage.set("doseAndRate", dosage.at("/doseAndRate/0"));
          order(sign).set("dosageInstruction", dosage);
        });
  }

  @Test
  @Requirement("PRE-2")
  void prefetchedValuesMayBeWrapped() {
    assertSame(
        sign -> {
          ObjectNode prefetch = (ObjectNode) sign.get("prefetch");
          for (String key : List.copyOf(prefetch.propertyNames())) {
            JsonNode value = prefetch.get(key);
            ObjectNode wrapper = prefetch.putObject(key);
            wrapper.putObject("response").put("status", "200 OK");
            wrapper.set("resource", value);
          }
        });
  }

  @Test
  @Requirement("JSON-6")
  void anOrderMayStandInTheBundleWithoutItsEntry() {
    assertSame(
        sign -> {
          JsonNode order = order(sign);
          ((ObjectNode) sign.at("/context/draftOrders")).putArray("entry").add(order);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/prefetch/allergies | {'resource':{'resourceType':'AllergyIntolerance','id':'a',"
            + "'patient':{'reference':'Patient/pat-1'},'code':{'coding':[{'system':"
            + "'http://www.nlm.nih.gov/research/umls/rxnorm','code':'1876376'}]}}}",
        "/prefetch/conditions/link | [{'relation':'next','url':'https://ehr.invalid/fhir?page=2'}]",
        "/prefetch/conditions/entry/0/resource/clinicalStatus | 'odd'",
        "/prefetch/conditions/entry/0/resource/onsetDateTime | '16.06.2020'",
        "/context/draftOrders/entry/0/resource/dosageInstruction/0/doseAndRate/0/doseQuantity/value"
            + " | '300'",
        "/context/draftOrders/entry/0/resource/modifierExtension | [{'url':'urn:x'}]"
      })
  @Requirement({"PRE-6", "PRE-7", "PRE-8"})
  void whatIsLackingIsSaid(String path, String value) {
    ObjectNode sign = sign();
    set(sign, path, json(value));

    assertThat(answer(SIGN, sign).alerts()).contains("DATA_NOT_USED info");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "draft-1",
        "MedicationRequest/draft-1",
        "MedicationRequest/draft-1/_history/2",
        "https://ehr.example/fhir/MedicationRequest/draft-1"
      })
  @Requirement("REQ-6")
  void aSelectionIsRecognisedHoweverItIsWritten(String selection) {
    ObjectNode select = select();
    ((ObjectNode) select.get("context")).putArray("selections").add(selection);

    assertThat(answer(SELECT, select).alerts()).isEqualTo(answer(SELECT, select()).alerts());
    assertThat(answer(SELECT, select).alerts()).isNotEmpty();
  }

  @Test
  @Requirement("REQ-10")
  void ordersOfAnEarlierReleaseAreRefused() {
    ObjectNode sign = sign();
    order(sign).put("resourceType", "MedicationOrder");

    assertReply(SIGN, Json.line(sign), 422, "FHIR R4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resourceType':'MedicationRequest','id':'x'}",
        "{'resourceType':'Bundle','entry':{'resource':{}}}",
        "[{'resourceType':'MedicationRequest'}]",
        "'Bundle/1'"
      })
  @Requirement("REQ-10")
  void ordersThatAreNoBundleAreRefused(String orders) {
    ObjectNode sign = sign();
    ((ObjectNode) sign.get("context")).set("draftOrders", json(orders));

    assertReply(SIGN, Json.line(sign), 400, "context.draftOrders");
  }

  private void assertSame(Consumer<ObjectNode> change) {
    ObjectNode changed = sign();
    change.accept(changed);
    Answer usual = answer(SIGN, sign());

    assertThat(usual.alerts()).contains("DOSE_DIFFERS_FROM_LABEL soon");
    assertThat(answer(SIGN, changed).findings()).isEqualTo(usual.findings());
  }

  private Answer answer(String service, ObjectNode request) {
    Reply reply = new Server(port).post(service, request);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(WireCheck.violations(Json.read(reply.body()))).as(reply.body()).isEmpty();
    return reply.answer();
  }

  private void assertReply(String service, String body, int status, String named) {
    Reply reply = new Server(port).post(service, body);

    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    if (status != 200) {
      assertThat(reply.diagnostics()).contains(named);
    }
  }

  private static ObjectNode sign() {
    return person().orderSign(dupilumabOrder("300", "1", "2025-06-16").id("d").status("draft"));
  }

  private static ObjectNode select() {
    return person().orderSelect(draft("1876376"));
  }

  private static Person person() {
    return adult().weighing("82 kg").scored(easi("24"));
  }

  private static ObjectNode order(ObjectNode request) {
    return (ObjectNode) request.at("/context/draftOrders/entry/0/resource");
  }

  private static void set(ObjectNode request, String path, JsonNode value) {
    int slash = path.lastIndexOf('/');
    ((ObjectNode) request.at(path.substring(0, slash))).set(path.substring(slash + 1), value);
  }

  private static ObjectNode parent(ObjectNode request, String path) {
    return path.contains(".") ? (ObjectNode) request.get(path.split("\\.")[0]) : request;
  }

  private static String last(String path) {
    return path.substring(path.indexOf('.') + 1);
  }

  private static JsonNode json(String text) {
    return Json.read(text.replace('\'', '"'));
  }
}
