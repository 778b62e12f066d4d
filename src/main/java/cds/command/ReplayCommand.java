package cds.command;

import cds.replay.Replayer;
import cds.replay.Said;
import java.io.PrintStream;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Evaluates one decision again from its recorded data elements, and says whether it is the same.
 */
@Component
class ReplayCommand implements Command {

  private static final String RELEASE = "release";

  private static final String REQUEST = "request";

  private final PastDecisions decisions;
  private final PastAnswers answers;

  ReplayCommand(PastDecisions decisions, PastAnswers answers) {
    this.decisions = decisions;
    this.answers = answers;
  }

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String usage() {
    return "replay <decision> [--release=<hash or folder of rules>] [--request=<file>]: answers its"
        + " request again, if it was kept or is given, and evaluates it again from its record";
  }

  @Override
  public Set<String> options() {
    return Set.of(RELEASE, REQUEST);
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    String id = arguments.word("the id of one decision");
    JsonNode content = decisions.decision(id);
    String own = content.path("release").asString("");
    boolean answered =
        arguments.option(RELEASE).isPresent()
            || answers.areSame(id, content, arguments.option(REQUEST), out);
    Replayer replayer = decisions.release(arguments.option(RELEASE).orElse(own));
    NavigableMap<Said.Subject, Said> recorded = Said.of(content);
    NavigableMap<Said.Subject, Said> replayed = Said.of(replayer.replay(content).evaluation());
    boolean sameRelease = replayer.rules().release().equals(own);
    List<Said.Change> changes = Said.changes(recorded, replayed);
    boolean same = sameRelease ? recorded.equals(replayed) : changes.isEmpty();
    out.println("Decision " + id + ", evaluated again from its recorded data elements by");
    out.println(replayer.rules().release() + (sameRelease ? " (which decided)" : ""));
    if (same) {
      out.println("Same: " + recorded.size() + " findings and verdicts.");
      return answered ? FINE : FOUND;
    }
    out.println("Different:");
    changes.forEach(change -> out.println("  " + change.subject() + ": " + change.how()));
    if (changes.isEmpty()) {
      out.println("  other rows fired");
    }
    return FOUND;
  }
}
