package cds.acceptance;

import static cds.acceptance.Drugs.SYRINGE_300;
import static cds.acceptance.Drugs.draftOrder;
import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.condition;
import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.eosinophils;
import static cds.acceptance.Person.adult;
import static cds.acceptance.TreatedPeople.FIRST;
import static cds.acceptance.TreatedPeople.steady;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One kind of data cannot be had, is spoiled or goes on elsewhere: every service still answers,
 * says so, claims no absence of that kind, and hides nothing that the rest shows.
 */
class UnknownMonitoringTests {

  private static final Map<String, String> KINDS = Claims.types();

  /** Findings of the emergency below, by the kinds of data that they need. */
  private static final Map<String, Set<String>> KNOWN_FROM =
      Map.of(
          "OCULAR_RED_FLAG", Set.of("questionnaires"),
          "EOSINOPHILIA_ORGAN", Set.of("observations", "questionnaires"),
          "HIV_REVIEW", Set.of("conditions"));

  private static final Map<String, BiFunction<Person, String, Person>> FAULTS =
      Map.of(
          "an OperationOutcome in its place",
          (person, key) -> person.sending(key, outcome()),
          "its key missing",
          Person::notSending,
          "an unreadable entry",
          (person, key) -> person.changing(key, bundle -> unreadable(bundle, key)),
          "a further page",
          (person, key) -> person.changing(key, UnknownMonitoringTests::furtherPage));

  private static final Map<String, Function<Person, ObjectNode>> SERVICES = services();

  private static Map<String, Function<Person, ObjectNode>> services() {
    Map<String, Function<Person, ObjectNode>> services = new LinkedHashMap<>();
    services.put("dupilumab-monitoring", Person::monitoring);
    services.put("dupilumab-order-sign", person -> person.orderSign(renewal()));
    services.put("dupilumab-refill", person -> person.refill(running()));
    services.put("dupilumab-eligibility", Person::patientView);
    services.put("dupilumab-order-select", person -> person.orderSelect(renewal()));
    return services;
  }

  @TestFactory
  Stream<DynamicTest> anEmergencyIsSaidAndTheGapToo() {
    return each(
        (service, request, key) -> checkEmergency(service, request, key), () -> person(true));
  }

  @TestFactory
  Stream<DynamicTest> aStablePatientIsNotAlarmed() {
    return each(
        (service, request, key) -> {
          Answer answer = Engine.us().ask(service, request);
          Visit.checkCards(answer);
          Claims.check(answer, key);
          assertThat(Visit.said(answer))
              .as(answer.words())
              .noneMatch(said -> said.endsWith(" emergency") || said.endsWith(" urgent"));
        },
        () -> person(false));
  }

  @TestFactory
  Stream<DynamicTest> aStarterIsNotToldThatSomethingIsLacking() {
    return each(
        (service, request, key) -> {
          Answer answer = Engine.us().ask(service, request);
          Visit.checkCards(answer);
          Claims.check(answer, key);
          if (!answer.cards().isEmpty()) {
            assertThat(Visit.said(answer)).as(answer.words()).contains("DATA_NOT_USED info");
          }
        },
        UnknownMonitoringTests::starter);
  }

  @TestFactory
  Stream<DynamicTest> everythingUnknownAtOnceIsAnsweredToo() {
    return SERVICES.keySet().stream()
        .map(
            service ->
                DynamicTest.dynamicTest(
                    service,
                    () -> {
                      Person unknown = adult().scored(easi("24"));
                      KINDS.keySet().stream()
                          .filter(key -> asked(service, key))
                          .forEach(key -> unknown.sending(key, outcome()));
                      Answer answer =
                          Engine.us().ask(service, SERVICES.get(service).apply(unknown));
                      Visit.checkCards(answer);
                      KINDS.keySet().forEach(key -> Claims.check(answer, key));
                      assertThat(answer.doses()).isEmpty();
                    }));
  }

  /** A check of one call in which one kind of data is faulty. */
  private interface Check {
    void of(String service, ObjectNode request, String key);
  }

  private static Stream<DynamicTest> each(Check check, Supplier<Person> person) {
    List<DynamicTest> tests = new ArrayList<>();
    SERVICES.forEach(
        (service, call) ->
            KINDS.keySet().stream()
                .filter(key -> asked(service, key))
                .forEach(
                    key ->
                        FAULTS.forEach(
                            (name, fault) -> {
                              if (!required(service, key, name)) {
                                tests.add(
                                    DynamicTest.dynamicTest(
                                        service + ", " + key + ": " + name,
                                        () ->
                                            check.of(
                                                service,
                                                call.apply(fault.apply(person.get(), key)),
                                                key)));
                              }
                            })));
    return tests.stream();
  }

  private static boolean asked(String service, String key) {
    return !key.equals("immunizations")
        || !Set.of("dupilumab-eligibility", "dupilumab-order-select").contains(service);
  }

  /** Without these eligibility and order-select give no answer at all. */
  private static boolean required(String service, String key, String fault) {
    return fault.equals("its key missing")
        && Set.of("observations", "conditions").contains(key)
        && Set.of("dupilumab-eligibility", "dupilumab-order-select").contains(service);
  }

  private static void checkEmergency(String service, ObjectNode request, String key) {
    Answer answer = Engine.us().ask(service, request);
    Visit.checkCards(answer);
    Claims.check(answer, key);
    boolean before = Set.of("dupilumab-eligibility", "dupilumab-order-select").contains(service);
    boolean lost = !request.get("prefetch").path(key).path("entry").isArray();
    Set<String> codes =
        Visit.said(answer).stream()
            .map(said -> said.split(" ")[0])
            .collect(Collectors.toCollection(TreeSet::new));
    KNOWN_FROM.forEach(
        (code, needs) -> {
          if (!before && !(lost && needs.contains(key))) {
            assertThat(codes).as(answer.words()).contains(code);
          }
        });
    if (!before && !answer.cards().isEmpty()) {
      assertThat(codes).as(answer.words()).contains("DATA_NOT_USED");
    }
  }

  /** Treated by an order and by a statement, so that either shows the treatment. */
  private static Person person(boolean emergency) {
    Person person = steady().having(Drugs.dupilumabStated("300", "2", FIRST));
    return emergency
        ? person.having(
            eosinophils("3000"),
            condition("hiv", "86406008").on("2019"),
            checkIn("eye.pain", "general.chest-pain"))
        : person;
  }

  /** A candidate whose topical trial, eyes and vaccines the record does not tell. */
  private static Person starter() {
    return adult().withoutAny("medicationStatements").scored(easi("24"));
  }

  private static Resource running() {
    return dupilumabOrder("300", "2", FIRST).id("dupilumab");
  }

  private static Resource renewal() {
    return draftOrder(SYRINGE_300, "300 every 2");
  }

  private static JsonNode outcome() {
    return Json.quoted(
        "{'resourceType':'OperationOutcome','issue':[{'severity':'error','code':'exception'}]}");
  }

  private static void unreadable(ObjectNode bundle, String key) {
    bundle
        .withArray("entry")
        .add(
            Json.quoted(
                "{'resource':{'resourceType':'%s','status':['?']}}".formatted(KINDS.get(key))));
  }

  private static void furtherPage(ObjectNode bundle) {
    bundle
        .putArray("link")
        .addObject()
        .put("relation", "next")
        .put("url", "https://ehr.example.org/fhir?page=2");
  }
}
