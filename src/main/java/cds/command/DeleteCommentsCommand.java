package cds.command;

import cds.insight.Comments;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Deletes what clinicians wrote about cards; the rest of their feedback stays. */
@Component
class DeleteCommentsCommand implements Command {

  private final Comments comments;

  DeleteCommentsCommand(Comments comments) {
    this.comments = comments;
  }

  @Override
  public String name() {
    return "delete-comments";
  }

  @Override
  public String usage() {
    return "delete-comments --before=2026-11-22 | --feedback=id: deletes comments that came before a"
        + " day, or the comment of one feedback";
  }

  @Override
  public Set<String> options() {
    return Set.of("before", "feedback");
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    Optional<Instant> before = arguments.day("before");
    Optional<String> feedback = arguments.option("feedback");
    if (before.isPresent() == feedback.isPresent()) {
      throw new Misused("Give either --before or --feedback.");
    }
    int deleted =
        before.map(comments::deleteBefore).orElseGet(() -> comments.delete(feedback.orElseThrow()));
    out.printf("%d comments deleted%n", deleted);
    return feedback.isPresent() && deleted == 0 ? FOUND : FINE;
  }
}
