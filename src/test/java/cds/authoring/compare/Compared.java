package cds.authoring.compare;

import cds.authoring.Draft;
import cds.knowledge.RuleFiles;
import cds.rules.Release;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Plans of comparisons with the rules of this repository. */
final class Compared {

  static final Instant NOW = Instant.parse("2027-01-15T10:00:00Z");
  static final RuleFiles LIVE = new RuleFiles(Release.texts());

  private static final String PARAMETERS = "rules/dictionary/parameters.yaml";

  private Compared() {}

  /** The rules with another number for a parameter. */
  static RuleFiles with(String parameter, String from, String to) {
    return edited(PARAMETERS, parameter + ": {value: " + from, parameter + ": {value: " + to);
  }

  /** The rules with another text in a file. */
  static RuleFiles edited(String path, String from, String to) {
    Map<String, String> texts = Release.texts();
    String text = texts.get(path);
    if (!text.contains(from)) {
      throw new AssertionError(path + " does not hold " + from);
    }
    texts.put(path, text.replace(from, to));
    return new RuleFiles(texts);
  }

  /** The rules with a folder once more, under another name. */
  static RuleFiles copied(String folder, String other) {
    Map<String, String> texts = Release.texts();
    LIVE.under(folder, "").forEach(path -> texts.put(path.replace(folder, other), texts.get(path)));
    return new RuleFiles(texts);
  }

  /** A plan under the US label. */
  static Plan plan(RuleFiles files, Patients patients, String... policies) {
    return plan("run", "ann", files, patients, policies);
  }

  static Plan plan(
      String id, String owner, RuleFiles files, Patients patients, String... policies) {
    return new Plan(
        id,
        new Draft("d1", "A draft", LIVE.release(), owner, Draft.State.OPEN, NOW, NOW),
        owner,
        NOW,
        LIVE,
        files,
        new Plan.Terms("us-label", List.of(policies), ZoneOffset.UTC),
        patients);
  }

  /** Runs a plan to its end. */
  static Comparison run(Plan plan) {
    Comparison comparison = new Comparison(plan, () -> {});
    comparison.run();
    return comparison;
  }

  /** What a plan found. */
  static Result result(Plan plan) {
    Comparison comparison = run(plan);
    Result result = comparison.result();
    if (result == null || comparison.state() != Comparison.State.DONE) {
      throw new AssertionError(comparison.state() + " " + comparison.faults());
    }
    return result;
  }
}
