package cds.cards;

import cds.cdshooks.Card;
import cds.knowledge.FindingText;
import cds.knowledge.Markdown;
import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import java.util.HashSet;
import java.util.Set;

/** Checks card texts before a release can go live: placeholders, length, Markdown without HTML. */
public final class TextCheck {

  private static final Set<String> WORDS =
      Set.of(
          "because",
          "dose",
          "reasons",
          "policy",
          "mg",
          "weeks",
          "date",
          "units",
          "strength",
          "day");

  private TextCheck() {}

  /** Reports every text that could not be shown. */
  public static void check(RuleSet rules, Problems problems) {
    for (Rule rule : rules.rules()) {
      String file = "rules/" + rule.id() + "/rule.yaml";
      for (FindingText text : rule.findings().values()) {
        check(rules, file, text.code(), "summary", text.summary(), problems);
        check(rules, file, text.code(), "detail", text.detail(), problems);
        check(rules, file, text.code(), "action", text.action(), problems);
        if (text.summary().codePointCount(0, text.summary().length()) > Card.MAX_SUMMARY) {
          problems.add(
              file, text.code(), "summary", "longer than " + Card.MAX_SUMMARY + " characters");
        }
        Set<String> services = new HashSet<>(text.before());
        services.addAll(text.onTreatment());
        services.addAll(text.rides());
        for (String service : services) {
          if (!rules.services().containsKey(service)) {
            problems.add(
                file,
                text.code(),
                "shown",
                "no service '"
                    + service
                    + "'"
                    + Problems.nearest(service, rules.services().keySet()));
          }
        }
      }
    }
    rules
        .reasons()
        .values()
        .forEach(
            reason -> {
              check(rules, "rules/reasons.yaml", reason.code(), "says", reason.says(), problems);
              check(rules, "rules/reasons.yaml", reason.code(), "ask", reason.ask(), problems);
            });
  }

  private static void check(
      RuleSet rules, String file, String row, String column, String text, Problems problems) {
    for (String name : Template.unknown(text, rules, WORDS::contains)) {
      problems.add(
          file,
          row,
          column,
          "no data element or parameter for {"
              + name
              + "}"
              + Problems.nearest(name, rules.elements().keySet()));
    }
    if (!Markdown.isPlain(text)) {
      problems.add(file, row, column, Markdown.ONLY);
    }
  }
}
