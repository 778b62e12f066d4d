package cds.replay;

import static org.assertj.core.api.Assertions.assertThat;

import cds.knowledge.RuleFiles;
import cds.oracle.RecordedPatient;
import cds.rules.Release;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What another release would have said, from what is on record. */
class ReleaseComparisonTests {

  private static final String GRADES = "rules/monitoring/ocular/grade.csv";
  private static final String PARAMETERS = "rules/dictionary/parameters.yaml";
  private static final String WEIGHTS = "rules/dictionary/elements/weight.yaml";
  private static final List<ObjectNode> DECISIONS =
      LongStream.range(0, 150)
          .mapToObj(seed -> RecordedPatient.of(seed, "dupilumab-monitoring").content())
          .toList();

  private final Replayer present = Replayer.of(new RuleFiles(Release.texts()));

  @Test
  void aReleaseSaysAgainWhatItSaid() {
    DifferenceReport report = compare(present, DECISIONS);

    assertThat(report.decisions()).isEqualTo(DECISIONS.size());
    assertThat(report.unlike()).isEmpty();
    assertThat(report.changed()).isZero();
    assertThat(report.markdown())
        .contains("Decisions compared: 150, of which with a difference: 0.")
        .contains("No finding, urgency, verdict or reason differs.");
  }

  @Test
  void aChangedUrgencyIsCountedWithExamples() {
    Replayer other = changed(GRADES, "OCULAR_MILD,routine", "OCULAR_MILD,soon");

    DifferenceReport report = compare(other, DECISIONS);

    assertThat(report.groups()).hasSize(1);
    DifferenceReport.Group group = report.groups().get(0);
    assertThat(group.change()).isEqualTo("OCULAR_MILD: routine → soon");
    assertThat(group.decisions()).isEqualTo(report.changed()).isPositive();
    String example = group.examples().get(0);
    assertThat(example).startsWith("chain-");
    assertThat(report.markdown())
        .contains("| OCULAR_MILD: routine → soon | " + group.decisions() + " | " + example);
  }

  @Test
  void aChangedFindingIsRemovedAndAdded() {
    Replayer other = changed(GRADES, "OCULAR_MILD,routine", "OCULAR_PERSISTENT,routine");

    assertThat(compare(other, DECISIONS).groups())
        .extracting(DifferenceReport.Group::change)
        .contains("OCULAR_MILD: removed (routine)", "OCULAR_PERSISTENT: added (routine)");
  }

  @Test
  void whatIsNotOnRecordAndWhatIsDerivedOtherwiseIsSaid() {
    Map<String, String> texts = Release.texts();
    texts.merge(
        WEIGHTS,
        "\nweight_kg_today: {type: number, unit: kg, label: body weight, domain: \"(0..650]\","
            + " kind: newest, of: body-weight}\n",
        String::concat);
    texts.computeIfPresent(
        PARAMETERS,
        (path, text) ->
            text.replace("severity_window_days: {value: 90", "severity_window_days: {value: 60"));

    DifferenceReport report = compare(Replayer.of(new RuleFiles(texts)), DECISIONS);

    assertThat(report.notOnRecord()).containsOnly(Map.entry("weight_kg_today", DECISIONS.size()));
    assertThat(report.derivedOtherwise()).isNotEmpty().doesNotContainKey("weight_kg");
    assertThat(report.markdown())
        .contains("| `weight_kg_today` | 150 |")
        .contains("Derived otherwise now: taken as recorded");
  }

  @Test
  void aLabelThatIsNotThereIsNotCompared() {
    ObjectNode content = DECISIONS.get(0).deepCopy().put("label", "no-label");

    DifferenceReport report = compare(present, List.of(content));

    assertThat(report.decisions()).isZero();
    assertThat(report.notComparable()).containsExactly("chain-0");
  }

  @Test
  void aChangedRecordIsUnlikeItsReplay() {
    ObjectNode content = DECISIONS.get(0).deepCopy();
    content.withArray("findings").removeAll();

    assertThat(compare(present, List.of(content)).unlike()).containsExactly("chain-0");
  }

  private DifferenceReport compare(Replayer other, List<ObjectNode> decisions) {
    ReleaseComparison comparison = new ReleaseComparison(present, other);
    decisions.forEach(comparison::add);
    return comparison.report();
  }

  private static Replayer changed(String file, String from, String to) {
    Map<String, String> texts = Release.texts();
    String text = texts.get(file);
    assertThat(text).contains(from);
    texts.put(file, text.replace(from, to));
    return Replayer.of(new RuleFiles(texts));
  }
}
