package cds.knowledge;

import java.util.List;
import java.util.stream.Collectors;

/** A rule release that must not go live, with everything its author must mend. */
public final class RulesRejected extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** Takes at least one problem. */
  public RulesRejected(List<Problem> problems) {
    super(
        problems.size()
            + " problem(s) in the rules; nothing was loaded:\n  "
            + problems.stream().map(Problem::toString).collect(Collectors.joining("\n  ")));
    this.problems = List.copyOf(problems);
  }

  /** What the author must mend. */
  public List<Problem> problems() {
    return problems;
  }
}
