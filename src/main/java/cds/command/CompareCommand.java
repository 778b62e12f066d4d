package cds.command;

import cds.replay.DifferenceReport;
import cds.replay.ReleaseComparison;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Prints as Markdown what another release would have said in all recorded decisions. */
@Component
class CompareCommand implements Command {

  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String SINCE = "since";

  private final PastDecisions decisions;

  CompareCommand(PastDecisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public String usage() {
    return "compare --from=<hash> --to=<hash or folder of rules> [--since=<day>]: says in which recorded"
        + " decisions another release would have differed";
  }

  @Override
  public Set<String> options() {
    return Set.of("from", "to", "since");
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    String from = PastDecisions.required(arguments, FROM, "the release that decided");
    String to = PastDecisions.required(arguments, TO, "the other release");
    Instant since = arguments.day(SINCE).orElse(Instant.EPOCH);
    ReleaseComparison comparison =
        new ReleaseComparison(decisions.release(from), decisions.release(to));
    decisions.each(
        since,
        content -> {
          if (content.path("release").asString("").equals(comparison.from())) {
            comparison.add(content);
          }
        });
    DifferenceReport report = comparison.report();
    out.print(report.markdown());
    return report.changed() == 0 && report.unlike().isEmpty() ? FINE : FOUND;
  }
}
