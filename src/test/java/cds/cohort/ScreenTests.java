package cds.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.cards.DraftCard;
import cds.decide.Caller;
import cds.decide.CdsRequest;
import cds.decide.Decision;
import cds.decide.DecisionFlow;
import cds.fhir.RequestBody;
import cds.knowledge.Finding;
import cds.knowledge.RuleFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A population is decided as its patients are one by one, in any order, also after a break. */
class ScreenTests {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Instant AT = Population.AT;
  private static final RuleFiles FILES = Population.FILES;
  private static final Caller CALLER = Population.CALLER;

  @TempDir private Path folder;
  private Path input;
  private Population population;

  @BeforeEach
  void population() throws IOException {
    population = Population.of(60);
    input = population.write(folder.resolve("input"));
  }

  private Screen.Plan plan(String output) {
    return Population.plan(input, folder.resolve(output), 8);
  }

  private Map<String, String> results(String output) throws IOException {
    return Population.results(folder.resolve(output));
  }

  /** The patients of whom something was said. */
  private Set<String> decided(String output) throws IOException {
    return results(output)
        .get("patients.csv")
        .lines()
        .skip(1)
        .filter(line -> line.split(",", -1)[3].isEmpty())
        .map(line -> line.replaceAll(",.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the services say to the requests that the population was made of: verdicts, findings. */
  private Map<String, List<String>> oneByOne() {
    DecisionFlow flow = DecisionFlow.load(FILES, List.of(CALLER));
    Map<String, List<String>> all = new TreeMap<>();
    population.patients.forEach(
        (patient, prefetch) -> {
          for (String service : List.of("dupilumab-eligibility", "dupilumab-monitoring")) {
            ObjectNode body = JSON.createObjectNode();
            body.set("prefetch", prefetch);
            RequestBody read = RequestBody.read(body.toString().getBytes(StandardCharsets.UTF_8));
            CdsRequest request =
                new CdsRequest(
                    service,
                    "patient-view",
                    "6b1f2f0c-0000-4000-8000-000000000003",
                    null,
                    patient,
                    JSON.createObjectNode().put("patientId", patient),
                    read.prefetch(),
                    null,
                    "");
            Decision decision = flow.decide(request, CALLER, AT);
            List<String> findings = all.computeIfAbsent("findings.csv", name -> new ArrayList<>());
            for (DraftCard card : decision.cards()) {
              for (Finding finding : card.findings()) {
                findings.add(patient + "," + service + "," + finding.code());
              }
            }
            if (service.equals("dupilumab-eligibility")) {
              for (Finding verdict : decision.evaluation().verdicts()) {
                all.computeIfAbsent("verdicts.csv", name -> new ArrayList<>())
                    .add(patient + "," + verdict.policy() + "," + verdict.code());
              }
            }
          }
        });
    return all;
  }

  /** The first cells of the rows of a table. */
  private List<String> screened(String output, String table) throws IOException {
    return results(output)
        .get(table)
        .lines()
        .skip(1)
        .map(line -> String.join(",", List.of(line.split(",")).subList(0, 3)))
        .toList();
  }

  @Test
  void everyPatientGetsWhatTheServicesSay() throws IOException {
    Screen.Done done = Screen.run(plan("out"), told -> {});

    assertThat(done.aside()).isZero();
    assertThat(decided("out")).isEqualTo(new TreeSet<>(population.patients.keySet()));
    Map<String, List<String>> expected = oneByOne();
    List<String> verdicts = screened("out", "verdicts.csv");
    assertThat(verdicts)
        .hasSize(120)
        .containsExactlyInAnyOrderElementsOf(expected.getOrDefault("verdicts.csv", List.of()));
    assertThat(new TreeSet<>(verdicts.stream().map(line -> line.split(",")[2]).toList()))
        .contains("ELIGIBLE", "NOT_ELIGIBLE");
    assertThat(screened("out", "findings.csv"))
        .hasSizeGreaterThan(100)
        .containsExactlyInAnyOrderElementsOf(expected.getOrDefault("findings.csv", List.of()));
    JsonNode manifest = JSON.readTree(folder.resolve("out/manifest.json").toFile());
    assertThat(manifest.at("/terms/release").asString()).isEqualTo(FILES.release());
    assertThat(manifest.path("sha256").size()).isEqualTo(5);
  }

  @Test
  void orderOfLinesCompressionAndKindsOfReferencesDoNotMatter() throws IOException {
    Screen.run(plan("out"), told -> {});
    Map<String, List<String>> other = new TreeMap<>();
    population.lines.forEach(
        (type, all) -> {
          List<String> turned = new ArrayList<>();
          for (int i = 0; i < all.size(); i++) {
            String form = i % 3 == 0 ? "https://ehr.example/fhir/Patient/" : "Patient/";
            turned.add(
                0, all.get(i).replace("\"reference\":\"Patient/", "\"reference\":\"" + form));
          }
          other.put("z" + type, turned);
        });
    try (Stream<Path> files = Files.list(input)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Population.write(input, other, true);
    // Nor does it matter how many buckets there are.
    Screen.run(
        new Screen.Plan(input, folder.resolve("again"), AT, FILES, CALLER, Identity.OWN, 5, 2),
        told -> {});

    assertThat(results("again")).isEqualTo(results("out"));
  }

  @Test
  void whatWasEndedGoesOnAndSaysTheSame() throws IOException {
    Screen.run(plan("out"), told -> {});
    for (int steps : List.of(1, 8, 12)) {
      int[] left = {steps};
      String output = "broken" + steps;
      assertThatThrownBy(
              () ->
                  Screen.run(
                      plan(output),
                      told -> {
                        if (left[0]-- == 0) {
                          throw new IllegalStateException("ended");
                        }
                      }))
          .hasMessage("ended");
      assertThat(folder.resolve(output).resolve("manifest.json")).doesNotExist();

      Screen.run(plan(output), told -> {});

      assertThat(results(output)).as(output).isEqualTo(results("out"));
    }
  }

  /** {@code kill -9}, while it groups and while it decides. */
  @Test
  void whatIsKilledGoesOnAndSaysTheSame() throws Exception {
    Path expected = folder.resolve("expected");
    Path killed = folder.resolve("killed");
    Screen.run(
        new Screen.Plan(input, expected, AT, FILES, CALLER, Identity.OWN, 64, 2), told -> {});
    for (String sign : List.of("work", "work/grouped.json", "work/0020-DetectedIssue.ndjson")) {
      Process process = ScreenProcess.start(input, killed, folder.resolve("log.txt"));
      while (process.isAlive() && !Files.exists(killed.resolve(sign))) {
        Thread.sleep(2);
      }
      process.destroyForcibly().waitFor();
    }
    assertThat(killed.resolve("work/grouped.json")).exists();

    Screen.run(new Screen.Plan(input, killed, AT, FILES, CALLER, Identity.OWN, 64, 2), told -> {});

    for (String name : Results.FILES) {
      assertThat(killed.resolve(name)).hasSameBinaryContentAs(expected.resolve(name));
    }
  }

  @Test
  void whatCannotBeUsedIsSetAsideWithItsPlaceAndEndsNothing() throws IOException {
    String observation =
        "{\"resourceType\":\"Observation\",\"id\":\"o\",\"subject\":{\"reference\":\"Group/1\"}}";
    Files.writeString(
        input.resolve("a.ndjson"),
        "{\n\n" + observation + "\n{\"id\":\"x\"}\n{\"resourceType\":\"Encounter\"}\n");
    byte[] whole =
        Population.gzipped(
            "{\"resourceType\":\"Encounter\"}\n".repeat(9_000).getBytes(StandardCharsets.UTF_8));
    Files.write(input.resolve("b.ndjson.gz"), java.util.Arrays.copyOf(whole, whole.length - 40));

    Screen.Done done = Screen.run(plan("out"), told -> {});

    assertThat(done.aside()).isEqualTo(4);
    assertThat(decided("out")).isEqualTo(new TreeSet<>(population.patients.keySet()));
    assertThat(results("out").get(SetAside.FILE).lines())
        .contains(
            "file,line,why",
            "a.ndjson,1,not JSON",
            "a.ndjson,3,of no patient that can be known",
            "a.ndjson,4,no FHIR resource")
        .anyMatch(line -> line.startsWith("b.ndjson.gz,0,damaged"));
  }

  /** Files that are passed over may hold what is then taken for "none": their names are said. */
  @Test
  void filesThatAreNotReadAreNamed() throws IOException {
    Files.writeString(input.resolve("Condition.json"), "{}");
    Files.writeString(input.resolve("Observation.ndjson.part"), "{}");

    assertThat(Screen.run(plan("out"), told -> {}).besides())
        .containsExactly("Condition.json", "Observation.ndjson.part");
    assertThat(JSON.readTree(folder.resolve("out/manifest.json").toFile()).path("notRead").size())
        .isEqualTo(2);
  }

  /** A line that cannot be read may have been anybody's: nobody is without what it said. */
  @Test
  void whatWasLostIsNotKnownOfAnybody() throws IOException {
    Screen.run(plan("out"), told -> {});
    assertThat(results("out").get("verdicts.csv")).contains(",us-label,ELIGIBLE,");
    Files.writeString(
        input.resolve("a.ndjson"), "{\"resourceType\":\"AllergyIntolerance\",\"patient\":\n");

    Screen.run(plan("lost"), told -> {});

    assertThat(results("lost").get("verdicts.csv"))
        .contains(",us-label,INSUFFICIENT_DATA,")
        .doesNotContain(",us-label,ELIGIBLE,");
    assertThat(JSON.readTree(folder.resolve("lost/manifest.json").toFile()).path("lost").toString())
        .isEqualTo("[\"ALLERGIES\"]");
  }

  @Test
  void patientsWhoContradictThemselvesAreNotDecided() throws IOException {
    String id = population.patients.keySet().iterator().next();
    Files.writeString(
        input.resolve("a.ndjson"),
        "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"birthDate\":\"1950-01-01\"}\n"
            .formatted(id));

    Screen.Done done = Screen.run(plan("out"), told -> {});

    // And of nobody, who has data but is no Patient.
    assertThat(done.refused()).isEqualTo(2);
    assertThat(results("out").get("patients.csv").lines())
        .anyMatch(line -> line.startsWith(id + ",0,,") && line.contains("they differ"));
  }

  @Test
  void resultsOfAnotherRunAreNotMixed() throws IOException {
    Screen.run(plan("out"), told -> {});
    Screen.Plan later =
        new Screen.Plan(
            input, folder.resolve("out"), AT.plusSeconds(1), FILES, CALLER, Identity.OWN, 8, 2);

    assertThatThrownBy(() -> Screen.run(later, told -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("work of another run");
    assertThatThrownBy(
            () ->
                Screen.run(
                    new Screen.Plan(
                        folder, folder.resolve("none"), AT, FILES, CALLER, Identity.OWN, 8, 2),
                    told -> {}))
        .hasMessageContaining("no .ndjson");
  }
}
