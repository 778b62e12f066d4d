package cds.ehr;

import static cds.acceptance.Fhir.concept;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Person.adult;
import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Answer;
import cds.acceptance.Json;
import cds.conformance.Requirement;
import cds.ehr.Browser.Reply;
import cds.web.WireCheck;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A session in the official sandbox, click by click. */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "cds.evaluation-time=2025-06-16T12:00:00Z")
@Requirement({"SEC-12", "PRE-14", "FB-7"})
class SandboxTests {

  private static final String ELIGIBILITY = "dupilumab-eligibility";

  @LocalServerPort private int port;
  private FhirStub fhir;
  private SandboxClient sandbox;

  @BeforeEach
  void open() {
    fhir = new FhirStub(adult().weighing("82 kg").scored(easi("24")).monitoring());
    sandbox = client("pat-1");
  }

  @AfterEach
  void close() {
    fhir.close();
  }

  @Test
  @Requirement({"DISC-2", "DISC-5"})
  void itListsTheServices() {
    JsonNode services = sandbox.discover();

    assertThat(services).isNotEmpty();
    for (JsonNode service : services) {
      assertThat(service.get("id").stringValue()).startsWith("dupilumab-");
      assertThat(service.get("description").stringValue()).isNotBlank();
    }
  }

  @Test
  void beforeADrugIsChosenThereIsNothingToSay() {
    assertThat(checked(sandbox.orderSelect(sandbox.emptyDraft())).cards()).isEmpty();
    assertThat(checked(sandbox.orderSign(sandbox.emptyDraft())).cards()).isEmpty();
  }

  @Test
  void anOtherDrugWithPillsAndACategoryThatIsNoListIsLeftAlone() {
    ObjectNode aspirin = concept("http://www.nlm.nih.gov/research/umls/rxnorm", "1191");
    ObjectNode draft = sandbox.chosenDraft(aspirin.put("text", "Aspirin"), 2);

    assertThat(checked(sandbox.orderSelect(draft)).cards()).isEmpty();
    assertThat(checked(sandbox.orderSign(draft)).cards()).isEmpty();
  }

  @Test
  void theDrugWithADoseInPillsIsNotTakenForRight() {
    ObjectNode drug = concept("http://www.nlm.nih.gov/research/umls/rxnorm", "1876401");
    Answer answer = checked(sandbox.orderSign(sandbox.chosenDraft(drug, 1)));

    assertThat(answer.alerts()).as(answer.words()).isNotEmpty();
  }

  @Test
  void theDoseThatWasSuggestedComesBackAndIsNotComplainedAbout() {
    Answer opened = checked(sandbox.patientView(ELIGIBILITY));
    JsonNode card = opened.cards().get(0);
    JsonNode suggestion = card.at("/suggestions/0");
    assertThat(suggestion.isMissingNode()).as(opened.words()).isFalse();

    ObjectNode draft = sandbox.accept(suggestion);
    ObjectNode accepted = report(card, "accepted");
    accepted
        .putArray("acceptedSuggestions")
        .addObject()
        .put("id", suggestion.get("uuid").asString());
    assertThat(sandbox.feedback(ELIGIBILITY, accepted).status()).isEqualTo(200);
    draft.putObject("category").put("text", "outpatient");
    Answer selected = checked(sandbox.orderSelect(draft));
    Answer signed = checked(sandbox.orderSign(draft));

    assertThat(selected.alerts()).as(selected.words()).noneMatch(SandboxTests::isComplaint);
    assertThat(selected.orders())
        .as("nothing to correct")
        .allSatisfy(
            order ->
                assertThat(order.get("dosageInstruction"))
                    .isEqualTo(draft.get("dosageInstruction")));
    assertThat(signed.cards()).as(signed.words()).isEmpty();
  }

  @Test
  @Requirement({"I-148", "FB-1", "FB-2", "FB-3"})
  void theSameCardIsAcceptedAndThenOverridden() {
    JsonNode card = checked(sandbox.patientView(ELIGIBILITY)).cards().get(0);
    ObjectNode accepted = report(card, "accepted");
    accepted
        .putArray("acceptedSuggestions")
        .addObject()
        .put("id", card.at("/suggestions/0/uuid").asString());
    ObjectNode why = report(card, "overridden");
    why.putObject("overrideReason").set("reason", card.at("/overrideReasons/0"));

    for (ObjectNode report : new ObjectNode[] {accepted, report(card, "overridden"), why}) {
      Reply reply = sandbox.feedback(ELIGIBILITY, report);
      assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
      assertThat(reply.json()).isEmpty();
    }
  }

  /** The launch names a patient that the FHIR server does not know. */
  @Test
  @Requirement({"PRE-4", "RES-3"})
  void anUnknownPatientIsAnsweredWithWhatIsMissing() {
    Reply reply = client("nobody").patientView(ELIGIBILITY);

    assertThat(reply.status()).isEqualTo(412);
    assertThat(reply.json().at("/issue/0/diagnostics").asString()).contains("prefetch.patient");
    assertThat(client("nobody").orderSign(sandbox.emptyDraft()).status()).isEqualTo(412);
  }

  private SandboxClient client(String patient) {
    return new SandboxClient(
        URI.create("http://127.0.0.1:" + port), fhir.base(), patient, signer());
  }

  /** How its requests are signed: not at all where only this machine is answered. */
  Signer signer() {
    return Signer.NONE;
  }

  private static ObjectNode report(JsonNode card, String outcome) {
    return Json.object()
        .put("card", card.get("uuid").stringValue())
        .put("outcome", outcome)
        .put("outcomeTimestamp", "2025-06-16T12:00:35.573Z");
  }

  private static boolean isComplaint(String alert) {
    return alert.startsWith("DOSE_") || alert.endsWith(" urgent") || alert.startsWith("DATA_");
  }

  private static Answer checked(Reply reply) {
    Answer answer = reply.answer();
    assertThat(WireCheck.violations(answer.json())).isEmpty();
    return answer;
  }
}
