package cds.acceptance;

import static cds.acceptance.Fhir.allergy;
import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Person.adult;
import static cds.acceptance.Story.ADULT;
import static cds.acceptance.Story.MET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.decide.NotObtainable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What cannot be had or read is unknown: never "none", and never a reason for a dose. */
class UnknownDataTests {

  private static final String OUTCOME =
      "{'resourceType':'OperationOutcome','issue':[{'severity':'error','code':'exception'}]}";
  private static final String UNREADABLE = "{'resource':{'resourceType':'%s','status':['?']}}";

  /** What can stand in the place of data that could not be had as a whole. */
  private static final Map<String, String> INSTEAD =
      Map.of(
          "an OperationOutcome", OUTCOME,
          "a single resource", "{'resourceType':'Basic','code':{'text':'x'}}",
          "an empty object", "{}",
          "a number", "7",
          "a text", "'nothing found'",
          "an array", "[]",
          "a Bundle of outcomes only",
              "{'resourceType':'Bundle','type':'searchset','entry':[{'resource':"
                  + OUTCOME
                  + "}]}");

  private static final Map<String, String> REASONS =
      Map.of(
          "observations", "SCORES_UNKNOWN",
          "conditions", "CONDITIONS_UNKNOWN",
          "medications", "TREATMENT_UNKNOWN",
          "allergies", "ALLERGIES_UNKNOWN");

  private static final Map<String, String> TYPES =
      Map.of(
          "conditions", "Condition",
          "medications", "MedicationRequest",
          "allergies", "AllergyIntolerance");

  @TestFactory
  Stream<DynamicTest> dataThatCouldNotBeHadLeaveTheVerdictOpen() {
    List<DynamicTest> tests = new ArrayList<>();
    REASONS.forEach(
        (key, reason) ->
            INSTEAD.forEach(
                (name, text) ->
                    tests.add(
                        DynamicTest.dynamicTest(
                            name + " in the place of " + key,
                            () -> checkOpen(eligible().sending(key, json(text)), reason)))));
    for (String key : List.of("medications", "allergies")) {
      tests.add(
          DynamicTest.dynamicTest(
              "no key " + key, () -> checkOpen(eligible().notSending(key), REASONS.get(key))));
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> whatIsIncompleteAndDoesNotDecideLeavesTheVerdictOpen() {
    List<DynamicTest> tests = new ArrayList<>();
    TYPES.forEach(
        (key, type) -> {
          tests.add(
              DynamicTest.dynamicTest(
                  "a further page of " + key,
                  () ->
                      checkOpen(eligible().changing(key, b -> furtherPage(b)), REASONS.get(key))));
          tests.add(
              DynamicTest.dynamicTest(
                  "an unreadable entry among " + key,
                  () ->
                      checkOpen(
                          eligible().changing(key, b -> unreadable(b, type)), REASONS.get(key))));
        });
    tests.add(
        DynamicTest.dynamicTest(
            "a further page of observations without a score on the first",
            () ->
                checkOpen(
                    adult().changing("observations", UnknownDataTests::furtherPage),
                    "SCORES_UNKNOWN")));
    return tests.stream();
  }

  @Test
  void whatAnIncompleteBundleHoldsCounts() {
    Person scored = eligible().changing("observations", UnknownDataTests::furtherPage);
    Person allergic =
        eligible()
            .having(allergy("active", "confirmed"))
            .changing("allergies", UnknownDataTests::furtherPage);
    Person treated =
        eligible()
            .having(dupilumabOrder("300", "2", "2025-03-03"))
            .changing("medications", UnknownDataTests::furtherPage);
    Person spoiled =
        eligible().changing("observations", bundle -> unreadable(bundle, "Observation"));

    assertThat(ask(scored).verdict("us-label")).isEqualTo(MET);
    assertThat(ask(spoiled).verdict("us-label")).isEqualTo(MET);
    assertThat(ask(allergic).verdict("us-label"))
        .isEqualTo("NOT_ELIGIBLE CONTRAINDICATED_HYPERSENSITIVITY");
    assertThat(ask(treated).verdict("us-label")).startsWith("ELIGIBLE ON_TREATMENT");
  }

  @Test
  void nullIsKnownToBeNone() {
    assertThat(withNull("allergies").verdict("us-label")).isEqualTo(MET);
    assertThat(withNull("medications").doses()).containsExactly(ADULT);
    assertThat(withNull("observations").verdict("us-label"))
        .isEqualTo("INSUFFICIENT_DATA SEVERITY_MISSING");
    assertThat(withNull("conditions").verdict("us-label"))
        .isEqualTo("INSUFFICIENT_DATA AD_NOT_RECORDED");
    assertThat(withNull("medicationStatements").verdict("us-label"))
        .isEqualTo("INSUFFICIENT_DATA TOPICAL_HISTORY_MISSING");
  }

  @ParameterizedTest
  @ValueSource(strings = {"observations", "conditions"})
  void aRequiredKeyThatIsMissingIsNamed(String key) {
    assertThatThrownBy(() -> ask(eligible().notSending(key)))
        .isInstanceOfSatisfying(
            NotObtainable.class, missing -> assertThat(missing.key()).isEqualTo(key));
  }

  @Test
  void thePatientMustBeThereAndNotNull() {
    assertThatThrownBy(() -> ask(eligible().notSending("patient")))
        .isInstanceOf(NotObtainable.class);
    assertThatThrownBy(() -> ask(eligible().sending("patient", json("null"))))
        .isInstanceOf(NotObtainable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"medicationStatements", "administrations", "questionnaires"})
  void otherKindsAreSaidToBeUnknownAndLeaveTheVerdictAlone(String key) {
    Answer answer = ask(ordered().sending(key, json(OUTCOME)));

    assertThat(answer.verdict("us-label")).isEqualTo(MET);
    assertThat(answer.words()).contains("could not be had");
    assertThat(ask(ordered()).verdict("us-label")).isEqualTo(MET);
    assertThat(ask(ordered()).words()).doesNotContain("could not be had");
  }

  @Test
  void nothingIsSaidToBeAbsentThatIsNotKnown() {
    String unknown =
        ask(eligible().sending("allergies", json(OUTCOME)).sending("conditions", json(OUTCOME)))
            .words()
            .toLowerCase(Locale.ROOT);

    assertThat(unknown)
        .contains("allerg", "problem list")
        .doesNotContain("no allerg", "no known allerg", "no active", "no worms", "no helminth");
  }

  @Test
  void everythingUnknownIsStillOneVerdictWithEveryReason() {
    Person unknown = adult();
    for (String key : REASONS.keySet()) {
      unknown.sending(key, json(OUTCOME));
    }
    Answer answer = ask(unknown);

    assertThat(answer.verdict("us-label")).startsWith("INSUFFICIENT_DATA ");
    assertThat(answer.verdict("us-label").split(" ")).containsAll(new TreeSet<>(REASONS.values()));
    assertThat(answer.doses()).isEmpty();
  }

  private static void checkOpen(Person person, String reason) {
    for (ObjectNode request : List.of(person.patientView(), person.orderSelect(drug()))) {
      Answer answer = Engine.us().ask(request);

      assertThat(answer.verdict("us-label").split(" "))
          .as(answer.words())
          .startsWith("INSUFFICIENT_DATA")
          .contains(reason);
      assertThat(answer.doses()).isEmpty();
    }
  }

  private static Resource drug() {
    return Fhir.draft("1876376");
  }

  private static Answer withNull(String key) {
    return ask(eligible().sending(key, json("null")));
  }

  private static Answer ask(Person person) {
    return Engine.us().ask(person.patientView());
  }

  private static Person eligible() {
    return adult().scored(easi("24"));
  }

  /** The same candidate, whose topical trial is an order instead of a statement. */
  private static Person ordered() {
    return eligible()
        .withoutAny("medicationStatements")
        .having(
            new Resource(
                    "mometasone",
                    "authoredOn",
                    Fhir.mometasone("2025-02-24", "2025-05-05").json().deepCopy())
                .with("resourceType", "'MedicationRequest'")
                .with("intent", "'order'")
                .without("effectivePeriod")
                .without("dosage")
                .with(
                    "dosageInstruction",
                    "[{'route':{'coding':[{'system':'http://snomed.info/sct','code':'6064005'}]},"
                        + "'timing':{'repeat':{'boundsPeriod':"
                        + "{'start':'2025-02-24','end':'2025-05-05'}}}}]")
                .outcome("inadequate"));
  }

  private static void furtherPage(ObjectNode bundle) {
    bundle
        .putArray("link")
        .addObject()
        .put("relation", "next")
        .put("url", "https://ehr.example.org/fhir?page=2");
  }

  private static void unreadable(ObjectNode bundle, String type) {
    bundle.withArray("entry").add(json(UNREADABLE.formatted(type)));
  }

  private static JsonNode json(String text) {
    return Json.read(text.replace('\'', '"'));
  }
}
