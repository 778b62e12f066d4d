package cds.decide;

import cds.knowledge.Problems;
import cds.knowledge.RuleSet;
import cds.knowledge.Verdict;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * A finding that a client does not want to see for a while. Whatever is urgent is shown all the
 * same, and a verdict cannot be muted.
 *
 * @param finding code of the finding
 * @param reason why
 * @param by who answers for it
 * @param until the last day, in the client's time zone
 */
public record Mute(String finding, String reason, String by, LocalDate until) {

  /** Whether it holds on a day. */
  public boolean holdsOn(LocalDate day) {
    return !day.isAfter(until);
  }

  /** Reports what a caller mutes that is no finding, or may not be muted. */
  static void check(RuleSet rules, Caller caller, Problems problems) {
    List<String> verdicts = Arrays.stream(Verdict.values()).map(Verdict::name).toList();
    List<String> known =
        rules.rules().stream()
            .flatMap(rule -> rule.findings().keySet().stream())
            .distinct()
            .filter(code -> !verdicts.contains(code))
            .toList();
    for (Mute mute : caller.mutes()) {
      if (verdicts.contains(mute.finding)) {
        problems.add(
            "cds.clients",
            caller.name(),
            "mutes",
            "'" + mute.finding + "' is a verdict, and a verdict cannot be muted");
      } else if (!known.contains(mute.finding)) {
        problems.add(
            "cds.clients",
            caller.name(),
            "mutes",
            "'" + mute.finding + "' is no finding" + Problems.nearest(mute.finding, known));
      }
    }
  }
}
