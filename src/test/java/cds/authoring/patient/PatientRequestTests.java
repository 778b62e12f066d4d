package cds.authoring.patient;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Engine;
import cds.acceptance.Json;
import cds.decide.Caller;
import cds.decide.Decision;
import cds.decide.DecisionFlow;
import cds.knowledge.DataValue;
import cds.knowledge.RuleSet;
import cds.web.services.Rehearsed;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever can be chosen in the form of a patient is read by the engine without a gap. */
class PatientRequestTests {

  private static final Caller CALLER = Caller.of("tests", "us-label", List.of(), ZoneOffset.UTC);
  private static final DecisionFlow FLOW = DecisionFlow.load(Engine.files(), List.of(CALLER));
  private static final RuleSet RULES = FLOW.rules();
  private static final PatientChoices CHOICES = PatientChoices.of(RULES);
  private static final LocalDate TODAY = LocalDate.parse("2025-06-16");
  private static final String MONITORING = "dupilumab-monitoring";

  private static ObjectNode request(Map<String, String> given) {
    Map<String, String> all = new LinkedHashMap<>(Map.of("service", MONITORING, "age", "30"));
    all.putAll(given);
    PatientFields fields = new PatientFields(all);
    ObjectNode request = PatientRequest.of(RULES, fields, TODAY).orElse(null);
    assertThat(fields.faults()).isEmpty();
    assertThat(request).isNotNull();
    return request;
  }

  private static Decision decided(Map<String, String> given) {
    ObjectNode request = request(given);
    byte[] body = Json.line(request).getBytes(StandardCharsets.UTF_8);
    String service = given.getOrDefault("service", MONITORING);
    return Rehearsed.of(FLOW, CALLER, service, body, Engine.NOON).decision();
  }

  private static DataValue value(Decision decision, String element) {
    return decision.evaluation().situation().get(decision.rules().element(element));
  }

  private static Object known(Decision decision, String element) {
    DataValue value = value(decision, element);
    assertThat(value).as(element).isInstanceOf(DataValue.Known.class);
    return ((DataValue.Known) value).value();
  }

  /** Choices of a list, as many in one patient as the form has rows. */
  private static List<Map<String, String>> patients(String row, int rows, List<Choice> choices) {
    List<Map<String, String>> patients = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      if (i % rows == 0) {
        patients.add(new LinkedHashMap<>());
      }
      patients.get(patients.size() - 1).put(row + "." + i % rows + ".what", choices.get(i).id());
    }
    return patients;
  }

  @Test
  void everyChoiceIsUnderstood() {
    assertThat(CHOICES.conditions()).hasSizeGreaterThan(40);
    assertThat(CHOICES.drugs()).hasSizeGreaterThan(100);
    assertThat(CHOICES.questions()).hasSizeGreaterThan(20);
    List<Map<String, String>> all = new ArrayList<>();
    all.addAll(patients("condition", PatientRequest.CONDITIONS, CHOICES.conditions()));
    all.addAll(patients("drug", PatientRequest.DRUGS, CHOICES.drugs()));
    all.addAll(patients("vaccine", PatientRequest.IMMUNIZATIONS, CHOICES.immunizations()));
    all.addAll(patients("allergy", PatientRequest.ALLERGIES, CHOICES.allergies()));
    all.addAll(patients("answer", PatientRequest.ANSWERS, CHOICES.questions()));
    for (Map<String, String> given : all) {
      Decision decision = decided(given);
      assertThat(known(decision, "data_not_used")).as(given.toString()).isEqualTo(false);
      assertThat(known(decision, "data_uncoded")).as(given.toString()).isEqualTo(false);
    }
  }

  /** Every score and measurement at both ends of what is allowed. */
  @Test
  void everyNumberIsUnderstood() {
    Map<String, String> lowest = new LinkedHashMap<>();
    CHOICES.scores().forEach(one -> lowest.put("score." + one.id() + ".value", "0"));
    Decision decision = decided(lowest);
    assertThat(known(decision, "score_out_of_range")).isEqualTo(false);
    assertThat(known(decision, "data_not_used")).isEqualTo(false);
    assertThat(known(decision, "easi_recent").toString()).isEqualTo("0");
    Map<String, String> measured = new LinkedHashMap<>();
    CHOICES.measurements().forEach(one -> measured.put("measure." + one.id() + ".value", "70"));
    assertThat(measured).containsKeys("measure.body-weight.value", "measure.total-ige.value");
    Decision weighed = decided(measured);
    assertThat(known(weighed, "weight_kg").toString()).isEqualTo("70");
    assertThat(known(weighed, "total_ige").toString()).isEqualTo("70");
    assertThat(known(weighed, "eosinophils").toString()).isEqualTo("70");
  }

  /** Each choice is what its list says: its code stands in the value set. */
  @Test
  void everyConditionStandsForItsValueSet() {
    for (Choice choice : CHOICES.conditions()) {
      assertThat(RULES.terminology().holding(choice.concept().system(), choice.concept().code()))
          .contains(choice.id());
    }
    TreeSet<String> titles = new TreeSet<>();
    CHOICES.drugs().forEach(one -> assertThat(titles.add(one.title())).as(one.title()).isTrue());
  }

  @Test
  void agesAreCountedBackFromToday() {
    assertThat(birth(Map.of("age", "7", "age-unit", "months"))).isEqualTo("2024-11-16");
    assertThat(birth(Map.of("age", "7"))).isEqualTo("2018-06-16");
    assertThat(birth(Map.of("age", "", "birth", "1990-02-28"))).isEqualTo("1990-02-28");
    assertThat(birth(Map.of("age", ""))).isEmpty();
  }

  private static String birth(Map<String, String> given) {
    return request(given).at("/prefetch/patient/birthDate").asString("");
  }

  @Test
  void whatIsEmptyIsSearchedOrNotKnown() {
    JsonNode prefetch = request(Map.of("kind.allergies", "unknown")).path("prefetch");
    assertThat(prefetch.at("/allergies/resourceType").asString()).isEqualTo("OperationOutcome");
    assertThat(prefetch.at("/conditions/type").asString()).isEqualTo("searchset");
    assertThat(prefetch.at("/conditions/entry")).isEmpty();
  }

  @Test
  void anOrderStandsInTheContext() {
    Map<String, String> ordered =
        Map.of(
            "drug.1.what", "dupilumab-300mg-syringe",
            "drug.1.state", "ordered",
            "drug.1.first", "600",
            "drug.1.mg", "300",
            "drug.1.weeks", "2");
    Map<String, String> selected = new LinkedHashMap<>(ordered);
    selected.put("service", "dupilumab-order-select");
    JsonNode context = request(selected).path("context");
    assertThat(context.at("/selections/0").asString()).isEqualTo("MedicationRequest/drug-1");
    assertThat(context.at("/draftOrders/entry/0/resource/dosageInstruction")).hasSize(2);
    Map<String, String> refilled = new LinkedHashMap<>(ordered);
    refilled.put("service", "dupilumab-refill");
    assertThat(request(refilled).at("/context/medications/entry/0/resource/status").asString())
        .isEqualTo("active");
    assertThat(known(decided(refilled), "drug_ordered")).isEqualTo(true);
  }
}
