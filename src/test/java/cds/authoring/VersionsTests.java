package cds.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import cds.knowledge.RuleFiles;
import cds.rules.Release;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VersionsTests {

  private static final String FOLDER = "rules/eligibility/trial-entry/";

  /** The raises that are due when a file says something else. */
  private static List<Versions.Raise> due(String path, String was, String is) {
    Map<String, String> texts = Release.texts();
    assertThat(texts.get(path)).contains(was);
    texts.computeIfPresent(path, (file, text) -> text.replace(was, is));
    return Versions.due(
        Release.rules(),
        new RuleFiles(Release.texts()),
        Release.parse(texts),
        new RuleFiles(texts));
  }

  @Test
  void whatARuleDecidesRaisesTheMiddleNumber() {
    assertThat(due(FOLDER + "easi.csv", "[{trial_easi}..)", "[16..)"))
        .as("another way to write the same")
        .extracting(Versions.Raise::to)
        .containsExactly("1.0.1");
    assertThat(due(FOLDER + "rule.yaml", "treatment]}", "treatment, itch]}"))
        .containsExactly(new Versions.Raise("eligibility/trial-entry", "1.0.0", "1.1.0"));
  }

  @Test
  void aSharedNumberRaisesEveryRuleThatNamesIt() {
    assertThat(
            due(
                "rules/dictionary/parameters.yaml",
                "trial_easi: {value: 16",
                "trial_easi: {value: 20"))
        .containsExactly(new Versions.Raise("eligibility/trial-entry", "1.0.0", "1.1.0"));
    assertThat(
            due(
                "rules/dictionary/parameters.yaml",
                "moderate_easi: {value: 7.0",
                "moderate_easi: {value: 8.0"))
        .extracting(Versions.Raise::rule)
        .contains("severity/bands")
        .doesNotContain("eligibility/trial-entry");
  }

  @Test
  void wordsRaiseTheLastNumberAndCasesNone() {
    assertThat(due(FOLDER + "rule.yaml", "Policy met", "The policy is met"))
        .containsExactly(new Versions.Raise("eligibility/trial-entry", "1.0.0", "1.0.1"));
    assertThat(due(FOLDER + "cases.yaml", "# Proof", "# The proof")).isEmpty();
    assertThat(due(FOLDER + "rule.yaml", "version: 1.0.0", "version: 2.0.0")).isEmpty();
    assertThat(due("rules/README.md", "rule", "Rule")).isEmpty();
  }

  @Test
  void aRaisedVersionStandsInTheFileAndNothingElseChanges() {
    RuleFiles files = new RuleFiles(Release.texts());
    Versions.Raise raise = new Versions.Raise("eligibility/trial-entry", "1.0.0", "1.1.0");

    assertThat(raise.in(files))
        .isEqualTo(
            files
                .text(FOLDER + "rule.yaml")
                .orElseThrow()
                .replace("version: 1.0.0", "version: 1.1.0"));
  }
}
