package cds.authoring.compare;

import static org.assertj.core.api.Assertions.assertThat;

import cds.authoring.compare.Change.Kind;
import cds.knowledge.RuleFiles;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a draft changes for the shipped patients. */
class ComparisonTests {

  private static final String TRIAL = "trial-entry";
  private static final SyntheticPatients COHORT = SyntheticPatients.shipped();

  @Test
  void aHigherCutOffChangesExactlyWhomAnIndependentCountFinds() {
    Set<String> counted = CountedFromTheFile.untreatedWithEasi(16, 20);
    RuleFiles draft = Compared.with("trial_easi", "16", "20");

    assertThat(Policies.touched(Compared.LIVE, draft)).containsExactly(TRIAL);
    Result result = Compared.result(Compared.plan(draft, COHORT, TRIAL));

    assertThat(counted).hasSizeGreaterThan(25);
    assertThat(ids(result)).isEqualTo(counted);
    assertThat(result.patients()).isEqualTo(COHORT.size());
    assertThat(result.unanswered()).isZero();
    Result.Group refused = group(result, Kind.VERDICT, "ELIGIBLE", "NOT_ELIGIBLE");
    assertThat(refused.change().about()).isEqualTo("verdict of " + TRIAL);
    assertThat(refused.patients()).isGreaterThan(15).isLessThanOrEqualTo(counted.size());
    assertThat(refused.examples()).hasSize(10);
    Result.Example example = result.examples().get(refused.examples().get(0));
    assertThat(example.before()).isNotEqualTo(example.after());
    assertThat(example.before().response()).isNotNull();
    // A policy never urges: whoever gets a card gets as many as before.
    assertThat(result.burden().get(0).patients()).isEqualTo(new Pair(COHORT.size(), COHORT.size()));
  }

  @Test
  void theSameRulesSayTheSame() {
    Result result = Compared.result(Compared.plan(Compared.LIVE, some(60), TRIAL));

    assertThat(result.changed()).isEmpty();
    assertThat(result.groups()).isEmpty();
    assertThat(result.calls()).isEqualTo(120);
    assertThat(result.burden().get(0).speaking().before()).isGreaterThan(50);
  }

  @Test
  void anotherUrgencyIsCountedAndSoAreTheCards() {
    RuleFiles draft =
        Compared.edited(
            "rules/monitoring/ocular/grade.csv", "OCULAR_MILD,routine", "OCULAR_MILD,urgent");

    Result result = Compared.result(Compared.plan(draft, some(120)));

    Result.Group louder = group(result, Kind.URGENCY, "routine", "urgent");
    assertThat(louder.change().about()).isEqualTo("OCULAR_MILD");
    Pair urgent = result.urgencies().get("urgent");
    assertThat(urgent.after() - urgent.before()).isEqualTo(louder.calls());
    Pair critical = result.burden().get(0).cards().get("critical");
    assertThat(critical.after()).isGreaterThan(critical.before());
    assertThat(critical.per100(result.calls()).after()).matches("\\d+\\.\\d");
  }

  @Test
  void otherWordsAreAChangeOfWordsOnly() {
    RuleFiles draft =
        Compared.edited(
            "rules/eligibility/trial-entry/rule.yaml",
            "\"Policy met: trial entry criteria\"",
            "\"The policy is met: trial entry criteria\"");

    Result result = Compared.result(Compared.plan(draft, last(60), TRIAL));

    assertThat(result.groups()).isNotEmpty().allMatch(group -> group.change().kind() == Kind.TEXT);
    assertThat(result.urgencies().values()).allMatch(pair -> pair.before() == pair.after());
  }

  @Test
  void aPolicyThatIsNewAppears() {
    RuleFiles draft = Compared.copied("rules/eligibility/trial-entry/", "rules/eligibility/own/");

    assertThat(Policies.touched(Compared.LIVE, draft)).containsExactly("own");
    Result result = Compared.result(Compared.plan(draft, some(20), "own"));

    assertThat(result.groups())
        .anyMatch(
            group ->
                group.change().kind() == Kind.APPEARED
                    && group.change().about().equals("verdict of own"));
  }

  @Test
  void rulesThatCannotBeReadAreSaid() {
    RuleFiles draft = Compared.edited("rules/services.yaml", "hook: patient-view", "hoook: x");

    Comparison comparison = Compared.run(Compared.plan(draft, COHORT));

    assertThat(comparison.state()).isEqualTo(Comparison.State.FAILED);
    assertThat(comparison.faults()).isNotEmpty().anyMatch(one -> one.contains("services.yaml"));
    assertThat(comparison.result()).isNull();
  }

  private static Result.Group group(Result result, Kind kind, String from, String to) {
    return result.groups().stream()
        .filter(one -> one.change().kind() == kind)
        .filter(one -> one.change().from().equals(from) && one.change().to().equals(to))
        .findFirst()
        .orElseThrow(() -> new AssertionError(result.groups()));
  }

  private static Set<String> ids(Result result) {
    return result.changed().stream()
        .map(Result.ChangedPatient::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The first of the cohort. */
  private static Patients some(int number) {
    return new Part(0, number);
  }

  /** The last of the cohort. */
  private static Patients last(int number) {
    return new Part(COHORT.size() - number, number);
  }

  /** A part of the cohort. */
  private record Part(int from, int size) implements Patients {

    @Override
    public String says() {
      return COHORT.says();
    }

    @Override
    public List<String> notes() {
      return Collections.emptyList();
    }

    @Override
    public Iterator<PatientCalls> calls(Sides sides) {
      Iterable<PatientCalls> all = () -> COHORT.calls(sides);
      return java.util.stream.StreamSupport.stream(all.spliterator(), false)
          .skip(from)
          .limit(size)
          .iterator();
    }
  }
}
