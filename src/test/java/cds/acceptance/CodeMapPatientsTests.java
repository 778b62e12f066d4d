package cds.acceptance;

import static cds.acceptance.Fhir.score;
import static cds.acceptance.Fhir.viga;
import static cds.acceptance.Person.adult;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.cdshooks.CdsService;
import cds.decide.Caller;
import cds.decide.DecisionFlow;
import cds.fhir.FhirTerms;
import cds.knowledge.CodeMap;
import cds.knowledge.CodeMapReader;
import cds.knowledge.Problems;
import cds.knowledge.RulesRejected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Patients of sites with codes of their own: the whole answer, from request to card. */
class CodeMapPatientsTests {

  private static final String EPIC = "urn:oid:1.2.840.114350.1.13.99999.2.7.2.707679";
  private static final String ORACLE =
      "https://fhir.cerner.com/00000000-0000-0000-0000-000000000000/codeSet/72";
  private static final String ANSWERS = ORACLE.replace("codeSet/72", "nomenclature");

  private static final Caller PLAIN = Caller.of("plain", "us-label", List.of(), ZoneOffset.UTC);
  private static final Caller LIKE_EPIC = caller("epic-like");
  private static final Caller LIKE_ORACLE = caller("oracle-health-like");
  private static final DecisionFlow FLOW =
      DecisionFlow.load(Engine.files(), List.of(PLAIN, LIKE_EPIC, LIKE_ORACLE));

  /**
   * One person as two sites know them.
   *
   * @param says what is known
   * @param caller the site with codes of its own
   * @param own the person in its codes
   * @param standard the same person in standard codes
   */
  record Pair(String says, Caller caller, Person own, Person standard) {

    @Override
    public String toString() {
      return says;
    }
  }

  static Stream<Pair> pairs() {
    return Stream.of(
        new Pair(
            "flowsheet rows: a picklist as string and bare Quantities",
            LIKE_EPIC,
            adult()
                .scored(
                    epic("viga-ad", "99000001", "valueString", "'3 - Moderate'"),
                    epic("easi", "99000002", "valueQuantity", "{'value': 18.4}"),
                    epic("bsa-involved", "99000003", "valueQuantity", "{'value': 22}")),
            adult().scored(viga("3"), score("easi", "18.4"), surface("22"))),
        new Pair(
            "flowsheet rows: below moderate",
            LIKE_EPIC,
            adult()
                .scored(
                    epic("viga-ad", "99000001", "valueString", "'2 - Mild'"),
                    epic("easi", "99000002", "valueQuantity", "{'value': 5}"),
                    epic("pp-nrs-24h", "99000004", "valueString", "'7'"),
                    epic("poem", "99000005", "valueInteger", "20")),
            adult()
                .scored(
                    viga("2"), score("easi", "5"), score("pp-nrs-24h", "7"), score("poem", "20"))),
        new Pair(
            "clinical events: a coded answer, a fraction and a list entry",
            LIKE_ORACLE,
            adult()
                .scored(
                    oracle(
                        "viga-ad",
                        "99000001",
                        "valueCodeableConcept",
                        "{'coding': [{'system': '"
                            + ANSWERS
                            + "', 'code': '99000014', 'display': '4 - Severe', 'userSelected':"
                            + " true}], 'text': '4 - Severe'}"),
                    oracle("easi", "99000002", "valueQuantity", "{'value': 31}"),
                    oracle("bsa-involved", "99000003", "valueQuantity", "{'value': 0.4}"),
                    oracle("pp-nrs-24h", "99000004", "valueInteger", "9")),
            adult()
                .scored(viga("4"), score("easi", "31"), surface("40"), score("pp-nrs-24h", "8"))),
        new Pair(
            "clinical events: a child's weight in pounds decides the dose",
            LIKE_ORACLE,
            Person.born("2013-05-05")
                .scored(
                    oracle(
                        "viga-ad", "99000001", "valueCodeableConcept", "{'text': '3 - Moderate'}"),
                    oracle("weight", "99000005", "valueQuantity", "{'value': 90}")),
            Person.born("2013-05-05").scored(viga("3"), Fhir.weight("90 [lb_av]"))));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void theCardIsThatOfStandardCodes(Pair pair) {
    Answer own = ask(pair.caller(), pair.own());
    Answer standard = ask(PLAIN, pair.standard());

    assertThat(standard.cards()).isNotEmpty();
    assertThat(comparable(own.json())).isEqualTo(comparable(standard.json()));
    assertThat(standard.json().toString()).doesNotContain("mappedFrom");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void withoutTheMapNothingIsKnownOfTheseCodes(Pair pair) {
    assertThat(ask(PLAIN, pair.own()).verdict("us-label")).contains("SEVERITY_MISSING");
  }

  @Test
  void theExplanationNamesTheCodeOfTheSite() {
    Answer answer =
        ask(
            LIKE_EPIC,
            adult()
                .scored(
                    epic("viga-ad", "99000001", "valueString", "'3 - Moderate'"),
                    score("easi", "18.4")));
    JsonNode because = answer.finding("ELIGIBLE").path("because");

    assertThat(because.valueStream().filter(b -> b.has("mappedFrom")).toList())
        .singleElement()
        .isEqualTo(
            Json.quoted(
                "{'resource': 'Observation/viga-ad', 'says': 'vIGA-AD 3 on 2025-06-11',"
                    + " 'mappedFrom': {'code': '99000001', 'system': '"
                    + EPIC
                    + "', 'display': 'Example row, vIGA-AD'}}"));
  }

  @Test
  void aValueTheMapDoesNotKnowIsSaidOnTheCard() {
    Answer answer =
        ask(
            LIKE_EPIC,
            adult()
                .scored(
                    epic("viga-ad", "99000001", "valueString", "'Moderate'"),
                    epic("easi", "99000002", "valueQuantity", "{'value': 720}")));
    String cards = answer.json().toString();

    assertThat(answer.verdict("us-label")).startsWith("INSUFFICIENT_DATA");
    assertThat(answer.alerts()).contains("DATA_NOT_USED info");
    assertThat(cards)
        .contains("1 Observation with an answer that the site's code map does not know")
        .contains("1 Observation with a value outside the range of the site's code map")
        .doesNotContain("720", "'Moderate'");
    assertThat(Answer.because(answer.finding("DATA_NOT_USED")))
        .containsExactlyInAnyOrder("Observation/viga-ad", "Observation/easi");
  }

  @Test
  void codesAgainstEachOtherAreSaidOnTheCard() {
    Resource both = epic("easi", "99000002", "valueQuantity", "{'value': 18}");
    ((ObjectNode) both.json().path("code"))
        .withArray("coding")
        .addObject()
        .put("system", Fhir.BASE + "/CodeSystem/ad-severity")
        .put("code", "scorad");

    Answer answer = ask(LIKE_EPIC, adult().scored(both));

    assertThat(answer.verdict("us-label")).startsWith("INSUFFICIENT_DATA");
    assertThat(answer.json().toString())
        .contains("1 Observation with two codes that say different things");
  }

  @Test
  void onlyTheSiteIsAskedForItsCodes() {
    for (CdsService service : FLOW.services(LIKE_ORACLE)) {
      assertThat(service.prefetch().get("observations").split(",")).contains(ORACLE + "|99000005");
    }
    assertThat(FLOW.services(PLAIN).toString()).doesNotContain("990000");
    assertThat(FLOW.services(LIKE_EPIC).toString()).contains(EPIC).doesNotContain(ORACLE);
  }

  @Test
  void aMapThatDoesNotFitTheReleaseStopsTheStart() {
    String map = text("epic-like").replace("score: poem", "score: poems");
    Caller wrong = caller(CodeMapReader.read("maps/city.yaml", map, new Problems()));

    assertThatThrownBy(() -> DecisionFlow.load(Engine.files(), List.of(PLAIN, wrong)))
        .isInstanceOf(RulesRejected.class)
        .hasMessageContaining(
            "maps/city.yaml, row 99000005, column score: no score 'poems'; did you mean 'poem'?");
  }

  @Test
  void theMapOfACallerCanBeShownLater() {
    assertThat(LIKE_EPIC.codeMap().sha256()).startsWith("sha256:");
    assertThat(LIKE_EPIC.codeMap().sha256()).isNotEqualTo(LIKE_ORACLE.codeMap().sha256());
    assertThat(FLOW.site(LIKE_EPIC).explain()).hasSize(5);
    assertThat(FLOW.site(PLAIN).explain()).isEmpty();
  }

  /** A flowsheet row as it comes: the row's number, its opaque id, and a name. */
  private static Resource epic(String name, String code, String member, String value) {
    return local(name, EPIC, code, member, value)
        .with(
            "code",
            "{'coding': [{'system': '"
                + EPIC
                + "', 'code': '"
                + code
                + "', 'display': 'ROW'}, {'system':"
                + " 'http://open.epic.com/FHIR/StructureDefinition/observation-flowsheet-id',"
                + " 'code': 'tExample-"
                + code
                + "', 'display': 'ROW'}], 'text': 'ROW'}");
  }

  /** A clinical event as it comes: the event's number, marked as what the user chose. */
  private static Resource oracle(String name, String code, String member, String value) {
    return local(name, ORACLE, code, member, value)
        .with(
            "code",
            "{'coding': [{'system': '"
                + ORACLE
                + "', 'code': '"
                + code
                + "', 'display': 'EVENT', 'userSelected': true}], 'text': 'EVENT'}");
  }

  private static Resource local(
      String name, String system, String code, String member, String value) {
    ObjectNode json = Json.object().put("resourceType", "Observation").put("status", "final");
    json.putObject("subject").put("reference", "Patient/" + Person.ID);
    json.set("code", Fhir.concept(system, code));
    return new Resource(name, "effectiveDateTime", json).on("2025-06-11").with(member, value);
  }

  private static Resource surface(String percent) {
    return score("bsa-involved", percent)
        .with("valueQuantity", "{'value': " + percent + ", 'unit': '%', 'code': '%'}");
  }

  private static Answer ask(Caller caller, Person person) {
    return new Answer(
        Json.tree(
            FLOW.decide(
                    Calls.of("dupilumab-eligibility", person.patientView()), caller, Engine.NOON)
                .response()));
  }

  /** Without ids, which name the client, and without the marks. */
  private static String comparable(JsonNode answer) {
    JsonNode copy = answer.deepCopy();
    List<JsonNode> open = new ArrayList<>(List.of(copy));
    while (!open.isEmpty()) {
      JsonNode node = open.remove(0);
      if (node instanceof ObjectNode object) {
        object.remove(List.of("uuid", "mappedFrom"));
      }
      node.forEach(open::add);
    }
    return copy.toPrettyString();
  }

  private static Caller caller(String example) {
    Problems problems = new Problems();
    CodeMap map = CodeMapReader.read(example + ".yaml", text(example), problems);
    problems.refuseIfAny();
    return caller(map);
  }

  private static Caller caller(CodeMap map) {
    return new Caller(
        map.file(),
        PLAIN.label(),
        PLAIN.policies(),
        PLAIN.zone(),
        List.of(),
        FhirTerms.NONE,
        false,
        map,
        List.of());
  }

  private static String text(String example) {
    try {
      return Files.readString(Path.of("fhir-profiles/code-maps/" + example + ".yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
