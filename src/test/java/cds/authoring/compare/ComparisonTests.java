package cds.authoring.compare;

import static org.assertj.core.api.Assertions.assertThat;

import cds.knowledge.RuleFiles;
import java.util.Set;
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
    Result result = Compared.result(Compared.plan(draft, COHORT, TRIAL));

    assertThat(counted).hasSizeGreaterThan(20);
    assertThat(ids(result)).isEqualTo(counted);
    assertThat(result.patients()).isEqualTo(COHORT.size());
  }

  @Test
  void theSameRulesSayTheSame() {
    Result result = Compared.result(Compared.plan(Compared.LIVE, COHORT, TRIAL));

    assertThat(result.changed()).isEmpty();
    assertThat(result.groups()).isEmpty();
    assertThat(result.calls()).isGreaterThan(2 * COHORT.size());
  }

  private static Set<String> ids(Result result) {
    return result.changed().stream()
        .map(Result.ChangedPatient::id)
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }
}
