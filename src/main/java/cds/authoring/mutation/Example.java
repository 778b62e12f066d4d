package cds.authoring.mutation;

import cds.knowledge.RuleCase;
import cds.knowledge.Situation;
import java.util.List;
import java.util.Map;

/**
 * A case, ready to be asked.
 *
 * @param says the case as a sentence
 * @param situations the situations it speaks of
 * @param then all that the table must say of each
 */
record Example(String says, List<Situation> situations, Map<String, String> then) {

  static Example of(Subject subject, RuleCase ruleCase) {
    return new Example(
        ruleCase.says(),
        ruleCase.situations(subject.table(), subject.rules().situation()),
        Map.copyOf(ruleCase.then()));
  }

  /** Whether the table says what the case asks for. */
  boolean isGreen(Subject subject) {
    return situations.stream()
        .allMatch(situation -> subject.says(subject.table(), situation).equals(then));
  }

  /** Whether the case, which the right table passes, fails on a wrong one. */
  boolean notices(Subject subject, Mutant mutant) {
    subject.effort().spend(situations.size() * Subject.weight(mutant.touched()));
    return situations.stream()
        .filter(mutant::concerns)
        .anyMatch(situation -> !subject.says(mutant.table(), situation).equals(then));
  }
}
