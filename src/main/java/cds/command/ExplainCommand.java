package cds.command;

import cds.explain.Explanation;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Prints what fired in a decision and what did not, with what it lacked. */
@Component
class ExplainCommand implements Command {

  private static final String RULE = "rule";
  private static final int NEAREST = 2;

  private final PastDecisions decisions;

  ExplainCommand(PastDecisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public String usage() {
    return "explain <decision> [--rule=<topic/rule>]: says what held, what did not, by how much";
  }

  @Override
  public Set<String> options() {
    return Set.of(RULE);
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    String id = arguments.word("the id of one decision");
    JsonNode content = decisions.decision(id);
    Explanation explanation =
        decisions.release(content.path("release").asString("")).explain(content);
    String rule = arguments.option(RULE).orElse("");
    List<String> known = new ArrayList<>();
    print("", explanation.patient(), content, rule, known, out);
    explanation
        .orders()
        .forEach(order -> print(order.order() + ": ", order.rules(), content, rule, known, out));
    if (!rule.isEmpty() && !known.contains(rule)) {
      throw new Misused("No rule '" + rule + "' was active. Active were: " + known);
    }
    return FINE;
  }

  private static void print(
      String about,
      List<Explanation.OfRule> rules,
      JsonNode content,
      String wanted,
      List<String> known,
      PrintStream out) {
    for (Explanation.OfRule rule : rules) {
      known.add(rule.id());
      if (wanted.isEmpty() || rule.id().equals(wanted)) {
        out.println(
            about
                + rule.id()
                + " "
                + rule.version()
                + (rule.fired()
                    ? ": found " + String.join(", ", rule.findings())
                    : verdict(content, rule.id()).map(v -> ": " + v).orElse(": no finding")));
        if (wanted.isEmpty()) {
          held(rule).forEach(row -> print(row, out));
          rule.nearest().stream().limit(NEAREST).forEach(row -> print(row, out));
        } else {
          rule.tables().forEach(table -> table.rows().forEach(row -> print(row, out)));
        }
      }
    }
  }

  /** What a policy says is no finding of a row: its criteria give the verdict together. */
  private static Optional<String> verdict(JsonNode content, String rule) {
    return content
        .path("findings")
        .valueStream()
        .filter(finding -> finding.path("rule").asString("").equals(rule) && finding.has("policy"))
        .map(finding -> finding.path("code").asString(""))
        .findFirst();
  }

  private static List<Explanation.OfRow> held(Explanation.OfRule rule) {
    return rule.tables().stream()
        .flatMap(table -> table.rows().stream())
        .filter(Explanation.OfRow::counts)
        .toList();
  }

  private static void print(Explanation.OfRow row, PrintStream out) {
    String state = row.counts() ? "held" : row.holds() ? "held, outranked" : "did not hold";
    out.println("  " + row.key() + " " + state + (row.gives().isEmpty() ? "" : ": " + row.gives()));
    row.conditions().stream()
        .filter(condition -> row.holds() || !condition.holds())
        .forEach(condition -> out.println("    " + condition.says()));
  }
}
