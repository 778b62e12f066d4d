package cds.burden;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Flow;
import cds.cdshooks.CdsService;
import cds.chart.DataKind;
import cds.fhir.ChartReader;
import cds.fhir.Prefetch;
import cds.fhir.ReadInput;
import cds.knowledge.Evaluation;
import cds.knowledge.RuleSet;
import cds.rules.Release;
import cds.synthea.SyntheticPatients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.node.ObjectNode;

/** How often the services that are called when a chart is opened speak, and what must never be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class BurdenTests {

  private static final Path PAGE = Path.of("docs/alert-burden.md");
  private static final String ELIGIBILITY = "dupilumab-eligibility";
  private static final String MONITORING = "dupilumab-monitoring";
  private static final LocalDate LIVES_UNTIL = LocalDate.parse("2026-11-21");

  private final Flow flow = Release.flow("us-label");
  private final List<Cohort.Member> members = Cohort.members();
  private final Map<String, List<Answered>> cohort = new LinkedHashMap<>();
  private List<Answered> lives = List.of();

  /** One call: which service, for whom, what came back. */
  record Answered(
      String service, String patient, Cohort.Group group, boolean nothingDue, Call call) {}

  @BeforeAll
  void ask() {
    for (CdsService service : services()) {
      cohort.put(
          service.id(), members.parallelStream().map(member -> ask(service, member)).toList());
    }
    Set<String> codes = new TreeSet<>();
    services()
        .forEach(s -> codes.addAll(SyntheticPatients.codesOf(s.prefetch().get("observations"))));
    SyntheticPatients synthea = new SyntheticPatients(codes);
    lives =
        services().stream()
            .flatMap(
                service ->
                    synthea.ids().stream()
                        .map(
                            id ->
                                new Answered(
                                    service.id(),
                                    id,
                                    Cohort.Group.UNTREATED,
                                    false,
                                    Call.of(
                                        flow, service.id(), synthea.chartOpened(id), LIVES_UNTIL))))
            .toList();
  }

  private List<CdsService> services() {
    return flow.services().stream().filter(one -> one.hook().equals("patient-view")).toList();
  }

  private Answered ask(CdsService service, Cohort.Member member) {
    Call call = Call.of(flow, service.id(), member.request(), Cohort.TODAY);
    return new Answered(service.id(), "of the cohort", member.group(), member.nothingDue(), call);
  }

  @Test
  void theCohortIsWhatThePageSays() {
    assertThat(cohort).containsKey(ELIGIBILITY);
    assertThat(lives).hasSize(23 * cohort.size());
    assertThat(members).hasSize(Cohort.SIZE);
    for (Cohort.Group group : Cohort.Group.values()) {
      assertThat(members.stream().filter(member -> member.group() == group).count())
          .as(group.name())
          .isGreaterThan(100);
    }
    assertThat(members.stream().filter(Cohort.Member::nothingDue).count())
        .as("treated, nothing due")
        .isBetween(50L, Cohort.SIZE / 4L);
  }

  @Test
  void nobodyGetsMoreThanThreeCards() {
    cohort.values().forEach(BurdenTests::atMostThree);
    atMostThree(lives);
  }

  private static void atMostThree(List<Answered> answers) {
    assertThat(answers).isNotEmpty();
    assertThat(answers).allMatch(answer -> answer.call().cards().size() <= 3);
    assertThat(answers).anyMatch(answer -> !answer.call().cards().isEmpty());
  }

  @Test
  void everyPatientWithDermatitisHasExactlyOneVerdict() {
    assertThat(cohort.get(ELIGIBILITY)).allMatch(answer -> answer.call().verdicts() == 1);
  }

  @Test
  void aTreatedPatientWithNothingDueIsLeftAlone() {
    assertThat(
            cohort.getOrDefault(MONITORING, List.of()).stream()
                .filter(Answered::nothingDue)
                .filter(answer -> !answer.call().cards().isEmpty())
                .map(answer -> answer.call().text()))
        .isEmpty();
    assertThat(cohort.get(ELIGIBILITY))
        .filteredOn(Answered::nothingDue)
        // Two label sections that differ stay a warning on treatment, where a dose is chosen again.
        .filteredOn(answer -> !answer.call().codes().contains("ASTHMA_DOSE_CONFLICT"))
        .hasSizeGreaterThan(50)
        .allMatch(answer -> answer.call().cards().equals(List.of("info")));
  }

  /** What the proof of the rules takes for impossible is not found among the patients. */
  @Test
  void nobodyIsImpossible() {
    RuleSet rules = flow.program().rules();
    assertThat(rules.impossible().size()).isGreaterThan(15);
    ChartReader reader =
        new ChartReader(rules.terminology(), rules.units(), rules.drugs(), rules.vocabulary());
    for (int i = 0; i < members.size(); i += 4) {
      ObjectNode request = members.get(i).request();
      Evaluation evaluation =
          flow.program()
              .run(
                  reader.read(
                      new ReadInput(
                          request.at("/context/patientId").stringValue(),
                          Prefetch.of((ObjectNode) request.get("prefetch")),
                          EnumSet.allOf(DataKind.class),
                          List.of(),
                          false,
                          Cohort.TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC),
                          ZoneOffset.UTC)));
      assertThat(rules.impossible().rulesOut(evaluation.situation())).as("patient %d", i).isFalse();
    }
  }

  @Test
  void theSameCallHasTheSameAnswer() {
    List<Cohort.Member> again = Cohort.members();
    for (CdsService service : services()) {
      for (int i = 0; i < again.size(); i += 10) {
        assertThat(ask(service, again.get(i)).call())
            .as("patient %d", i)
            .isEqualTo(cohort.get(service.id()).get(i).call());
      }
    }
  }

  @Test
  void thePageSaysWhatCameOut() throws IOException {
    String made = BurdenPage.render(cohort, lives);
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, made);
    }
    assertThat(Files.readString(PAGE))
        .as(PAGE + " differs: run this test with -Ddocs.write=true")
        .isEqualTo(made);
  }
}
