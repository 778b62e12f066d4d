package cds.authoring.compare;

import cds.knowledge.Finding;
import cds.knowledge.Urgency;
import cds.knowledge.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a call's cards say about one thing. Rows of the same code are one statement.
 *
 * @param about "verdict of" a policy, or the code of a finding
 * @param code code of the finding or verdict
 * @param urgency the highest of its findings
 * @param reasons reason codes, sorted
 */
public record Statement(String about, String code, Urgency urgency, List<String> reasons) {

  static Statement of(Finding finding) {
    return new Statement(
        about(finding), finding.code(), finding.urgency(), sorted(finding.reasons(), List.of()));
  }

  private static String about(Finding finding) {
    String policy = finding.policy() == null ? "" : finding.policy();
    if (Arrays.stream(Verdict.values()).anyMatch(v -> v.name().equals(finding.code()))) {
      return "verdict of " + policy;
    }
    return policy.isEmpty() ? finding.code() : finding.code() + " of " + policy;
  }

  /** Both together. */
  Statement with(Statement other) {
    return new Statement(
        about,
        code,
        urgency.compareTo(other.urgency) >= 0 ? urgency : other.urgency,
        sorted(reasons, other.reasons));
  }

  private static List<String> sorted(List<String> some, List<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }
}
