package cds.authoring.words;

import static org.assertj.core.api.Assertions.assertThat;

import cds.knowledge.RuleFiles;
import cds.rules.Release;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DraftWordsTests {

  /** What is told when a file says something else. */
  private static List<DraftWords.Change> told(String path, String was, String is) {
    Map<String, String> texts = Release.texts();
    assertThat(texts.get(path)).contains(was);
    texts.computeIfPresent(path, (file, text) -> text.replace(was, is));
    return DraftWords.of(
        Release.rules(),
        new RuleFiles(Release.texts()),
        Release.parse(texts),
        new RuleFiles(texts));
  }

  @Test
  void aNumberIsToldWithItsUnitAndSource() {
    assertThat(
            told(
                "rules/dictionary/parameters.yaml",
                "trial_easi: {value: 16",
                "trial_easi: {value: 20"))
        .containsExactly(
            new DraftWords.Change(
                "number trial_easi",
                "16 {score} (trial-entry, confirmed)",
                "20 {score} (trial-entry, confirmed)"));
  }

  @Test
  void aRowIsToldInWordsAndOnlyTheOneThatChanges() {
    List<DraftWords.Change> told =
        told(
            "rules/monitoring/joints/joints.csv",
            "present,on-treatment,no | missing,yes,MSK_ENTHESITIS,soon",
            "present,on-treatment,no | missing,yes,MSK_ENTHESITIS,urgent");

    assertThat(told).hasSize(1);
    assertThat(told.get(0).where()).isEqualTo("monitoring/joints, table joints, row present");
    assertThat(told.get(0).before()).contains("treatment", "MSK_ENTHESITIS", "soon");
    assertThat(told.get(0).after()).contains("MSK_ENTHESITIS", "urgent");
  }

  @Test
  void whatACardSaysIsToldAndANewElement() {
    assertThat(told("rules/monitoring/joints/rule.yaml", "New joint or heel", "Joint or heel"))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.where()).isEqualTo("card MSK_ENTHESITIS of monitoring/joints");
              assertThat(change.after()).startsWith("Joint or heel problem");
            });
    assertThat(
            told(
                "rules/dictionary/elements/severity.yaml",
                "# Severity scores",
                "easi_year: {type: number, unit: \"{score}\", label: EASI of a year, kind: score,"
                    + " instrument: easi, max-age-days: 365}\n# Severity scores"))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.where()).isEqualTo("data element easi_year");
              assertThat(change.before()).isEmpty();
              assertThat(change.after()).contains("EASI of a year", "score", "365");
            });
  }

  @Test
  void whatNobodyReadsOnACardIsNotTold() {
    assertThat(told("rules/eligibility/trial-entry/cases.yaml", "# Proof", "# The proof"))
        .isEmpty();
  }
}
