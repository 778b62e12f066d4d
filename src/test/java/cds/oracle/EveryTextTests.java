package cds.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Calls;
import cds.acceptance.Json;
import cds.chart.DataKind;
import cds.decide.Caller;
import cds.decide.DecisionFlow;
import cds.knowledge.DataElement;
import cds.knowledge.Instrument;
import cds.knowledge.Rule;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.language.Pseudo;
import cds.language.Shown;
import cds.rules.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every text that a person can read on a card can be translated: in the made-up language nothing
 * English is left over but names that no language changes. Many random patients, at all services,
 * under both labels with all policies; and the examples.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class EveryTextTests {

  private static final int PATIENTS = Integer.getInteger("language.patients", 250);

  /** Ends of the code systems whose displays are names of drugs and vaccines. */
  private static final Set<String> DRUGS = Set.of("/rxnorm", "/atc", "/cvx");

  private static final Pattern LETTERS = Pattern.compile("[A-Za-z]+");

  private final Map<String, String> leftOver = new TreeMap<>();
  private final Set<String> judged = new HashSet<>();
  private final Set<String> findings = new TreeSet<>();
  private final Map<String, Integer> places = new TreeMap<>();
  private final Map<String, Caller> callers = new HashMap<>();
  private DecisionFlow flow;
  private Pattern names;

  @BeforeAll
  void askInTheMadeUpLanguage() throws IOException {
    RuleSet rules = Release.rules();
    names = Pattern.compile(namesOf(rules));
    List<String> policies =
        rules.rules().stream()
            .filter(rule -> rule.kind() == Rule.Kind.POLICY)
            .map(Rule::name)
            .toList();
    for (String label : List.of("us-label", "eu-label")) {
      List<String> beside = policies.stream().filter(name -> !name.endsWith("-label")).toList();
      callers.put(
          label, Caller.of("loopback", label, beside, ZoneOffset.UTC).in(List.of(Pseudo.TAG)));
    }
    flow = DecisionFlow.load(new RuleFiles(Pseudo.texts()), List.copyOf(callers.values()));
    for (long seed = 0; seed < PATIENTS; seed++) {
      RandomPatient patient = PatientGenerator.patient(seed);
      for (String service : rules.services().keySet()) {
        ask(
            service,
            patient.label(),
            FhirWriter.request(patient, service),
            patient.today().atTime(12, 0).toInstant(ZoneOffset.UTC));
      }
    }
    examples();
  }

  private void examples() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("src/test/resources/examples"))) {
      for (Path folder : folders.sorted().toList()) {
        JsonNode request = Json.read(Files.readString(folder.resolve("request.json")));
        boolean order = request.path("hook").stringValue().startsWith("order");
        ask(
            order ? "dupilumab-order-select" : "dupilumab-eligibility",
            "us-label",
            (ObjectNode) request,
            Instant.parse("2025-06-16T12:00:00Z"));
      }
    }
  }

  private void ask(String service, String label, ObjectNode request, Instant at) {
    JsonNode answer =
        Json.tree(
            flow.decide(Calls.of(service, request), Objects.requireNonNull(callers.get(label)), at)
                .response());
    answer.findValues("code").forEach(code -> findings.add(code.asString("")));
    for (Shown.Text text : Shown.of(answer)) {
      places.merge(text.where().replaceFirst("^[A-Z_0-9]+ ", ""), 1, Integer::sum);
      if (!LETTERS.matcher(text.text()).find() || !judged.add(text.text())) {
        continue;
      }
      String english = names.matcher(text.text()).replaceAll("");
      if (LETTERS.matcher(english).find()) {
        leftOver.putIfAbsent(
            LETTERS.matcher(english).results().map(r -> r.group()).collect(Collectors.joining(" ")),
            text.where() + ": " + text.text());
      }
    }
  }

  /**
   * What is the same in every language: names of drugs and vaccines, units, resource types and
   * policies.
   */
  private static String namesOf(RuleSet rules) {
    Set<String> all =
        new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(n -> n));
    Release.texts()
        .get("fhir-profiles/terminology/drug-products.csv")
        .lines()
        .skip(1)
        .forEach(line -> all.addAll(List.of(line.split(",")[2], line.split(",")[4])));
    for (String id : rules.terminology().ids()) {
      rules.terminology().valueSet(id).orElseThrow().concepts().stream()
          .filter(concept -> DRUGS.stream().anyMatch(concept.system()::endsWith))
          .forEach(concept -> all.add(concept.display()));
    }
    rules.elements().values().stream()
        .map(DataElement::unit)
        .filter(Objects::nonNull)
        .forEach(all::add);
    rules.instruments().values().stream().map(Instrument::unit).forEach(all::add);
    Arrays.stream(DataKind.values()).map(DataKind::resourceType).forEach(all::add);
    rules.rules().stream().map(Rule::name).forEach(all::add);
    all.removeIf(String::isBlank);
    return all.stream()
        .map(Pattern::quote)
        .collect(Collectors.joining("|", "(?<![A-Za-z])(?:", ")(?![A-Za-z])"));
  }

  @Test
  void nothingEnglishIsLeft() {
    assertThat(leftOver.entrySet().stream().limit(12)).isEmpty();
  }

  @Test
  void everyKindOfTextWasSeen() {
    assertThat(places.keySet())
        .containsExactlyInAnyOrder(
            "action",
            "because",
            "detail",
            "dosage",
            "missing",
            "override reason",
            "suggestion",
            "summary",
            "topic");
    assertThat(findings).hasSizeGreaterThan(60);
  }

  @Test
  void discoveryIsTranslatedToo() {
    assertThat(flow.services(Objects.requireNonNull(callers.get("us-label"))))
        .isNotEmpty()
        .allSatisfy(
            service ->
                assertThat(service.title() + service.description() + service.usageRequirements())
                    .doesNotContainPattern("[A-Za-z]"));
  }
}
