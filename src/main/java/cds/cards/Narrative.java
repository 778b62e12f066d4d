package cds.cards;

import cds.knowledge.DataElement;
import cds.knowledge.Finding;
import cds.knowledge.FindingText;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Urgency;
import cds.knowledge.Verdict;
import cds.language.Language;
import cds.language.Phrase;
import cds.language.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words of one card: verdict first, then the facts that decide it, then what is missing and how
 * to get it, then the dose as dates, then everything else in one line each.
 */
final class Narrative {

  /** The finding about a policy that is not met while the label is. */
  private static final String NOT_MET = "PROFILE_NOT_MET";

  private final RuleSet rules;
  private final Language language;
  private final Findings findings;
  private final Template template;
  private final Situation situation;
  private final List<OrderPlanner.Plan> orders;
  private final OrderPlanner planner;

  Narrative(
      RuleSet rules,
      Language language,
      Findings findings,
      Situation situation,
      List<OrderPlanner.Plan> orders,
      OrderPlanner planner) {
    this.language = language;
    this.situation = situation;
    this.planner = planner;
    this.rules = rules;
    this.findings = findings;
    this.template = new Template(rules, situation, findings.context(), language);
    this.orders = orders;
  }

  /** One sentence of at most 139 code points; an emergency's begins with its time limit. */
  String summary(Finding first, List<Finding> group) {
    String text = sentence(first);
    long others =
        group.stream()
            .filter(f -> !f.equals(first) && f.urgency() == first.urgency())
            .filter(f -> f.urgency().compareTo(Urgency.SOON) >= 0)
            .count();
    return SummaryLine.of(text, others, language);
  }

  private String sentence(Finding finding) {
    FindingText text = findings.text(finding);
    String sentence = template.fill(text.summary(), words(finding));
    if (text.limit().isEmpty()) {
      return sentence;
    }
    return finding.urgency() == Urgency.EMERGENCY
        ? say(Phrase.LIMITED.of(Sentence.text(text.limit()), Sentence.verbatim(sentence)))
        : sentence.substring(0, 1).toUpperCase(language.locale()) + sentence.substring(1);
  }

  private Template.Words words(Finding finding) {
    return name ->
        switch (name) {
          case "because" -> because(finding);
          case "policy" -> Objects.requireNonNullElse(finding.policy(), "");
          case "dose" -> orders.isEmpty() ? "" : andDose(orders.get(0));
          case "reasons" -> reasons(finding);
          default -> null;
        };
  }

  private String andDose(OrderPlanner.Plan order) {
    return say(Phrase.AND_DOSE.of(Sentence.verbatim(order.phrase())));
  }

  private String reasons(Finding finding) {
    Set<String> shorter = new LinkedHashSet<>();
    for (String reason : finding.reasons()) {
      RuleSet.ReasonText text = rules.reasons().get(reason);
      shorter.add(text == null ? reason : language.text(text.shorter()));
    }
    return String.join(", ", shorter);
  }

  /** The detail: the leading finding at length, the others in one paragraph each. */
  String detail(Finding first, List<Finding> group) {
    List<String> blocks = new ArrayList<>();
    boolean verdict = findings.isVerdict(first);
    blocks.add(verdict ? verdict(first) : atLength(first));
    for (Finding other : group) {
      if (!other.equals(first) && !saidBeside(other, group)) {
        blocks.add(
            findings.isVerdict(other)
                ? "**" + sentence(other) + "**\n" + verdict(other)
                : inShort(other));
      }
    }
    if (group.stream().anyMatch(Finding::unconfirmed)) {
      blocks.add(say(Phrase.NEEDS_CONFIRMATION));
    }
    return String.join("\n\n", blocks.stream().filter(block -> !block.isBlank()).toList());
  }

  private String verdict(Finding verdict) {
    List<String> lines = new ArrayList<>();
    FindingText text = findings.text(verdict);
    if (!text.detail().isEmpty()) {
      lines.add(template.fill(text.detail(), words(verdict)) + "\n");
    }
    Set<String> asks = new LinkedHashSet<>();
    for (String code : verdict.reasons()) {
      RuleSet.ReasonText reason = rules.reasons().get(code);
      if (reason != null) {
        lines.add("- " + template.fill(reason.says(), words(verdict)));
        if (!reason.ask().isEmpty()) {
          asks.add("- " + template.fill(reason.ask(), words(verdict)));
        }
      }
    }
    if (!asks.isEmpty()) {
      lines.add("\n" + say(Phrase.TO_DECIDE) + "\n");
      lines.addAll(asks);
    }
    Set<String> missing = new LinkedHashSet<>();
    if (!verdict.code().equals(Verdict.INSUFFICIENT_DATA.name())) {
      verdict.missing().forEach(lacking -> missing.add("- " + say(lacking.says())));
    }
    if (!missing.isEmpty()) {
      lines.add("\n" + say(Phrase.ALSO_NOT_KNOWN) + "\n");
      lines.addAll(missing);
    }
    if (orders.isEmpty()
        && verdict.code().equals(Verdict.ELIGIBLE.name())
        && !Boolean.TRUE.equals(findings.onTreatment(situation))) {
      lines.add("\n" + planner.noDose());
    }
    if (orders.size() > 1) {
      lines.add("\n" + planner.severalOrders());
    }
    for (OrderPlanner.Plan plan : orders.stream().limit(1).toList()) {
      lines.add("\n" + say(Phrase.DOSE_OF.of(Sentence.verbatim(plan.product()))) + "\n");
      plan.schedule().forEach(step -> lines.add("- " + step));
    }
    return String.join("\n", lines).strip();
  }

  private String because(Finding finding) {
    return template.because(
        template.told(finding.told().isEmpty() ? finding.because() : finding.told()));
  }

  private String atLength(Finding finding) {
    FindingText text = findings.text(finding);
    List<String> parts = new ArrayList<>();
    if (!text.detail().isEmpty()) {
      parts.add(template.fill(text.detail(), words(finding)));
    }
    if (!text.action().isEmpty()) {
      String action = template.fill(text.action(), words(finding));
      parts.add(say(Phrase.DO.of(Sentence.verbatim(action))));
    }
    if (!finding.because().isEmpty() && !text.detail().contains("because}")) {
      parts.add(say(Phrase.BECAUSE.of(Sentence.verbatim(because(finding)))));
    }
    return String.join("\n\n", parts);
  }

  private String inShort(Finding finding) {
    FindingText text = findings.text(finding);
    String summary = sentence(finding);
    String because =
        finding.urgency().compareTo(Urgency.SOON) >= 0
                && !finding.because().isEmpty()
                && !findings.rides(finding)
            ? " (" + because(finding) + ")"
            : "";
    return "**"
        + summary
        + "**"
        + because
        + (text.action().isEmpty() ? "" : " " + template.fill(text.action(), words(finding)))
        + (finding.code().equals(NOT_MET) ? "\n\n" + clauses(finding) : "");
  }

  /**
   * One line for each clause that a policy finds unmet or unknown, with what would meet it; where
   * one clause is known to be unmet, what else is not known.
   */
  private String clauses(Finding finding) {
    List<String> lines = new ArrayList<>();
    for (String code : finding.reasons()) {
      RuleSet.ReasonText reason = rules.reasons().get(code);
      if (reason != null) {
        String says = template.fill(reason.says(), words(finding));
        lines.add("- " + (reason.ask().isEmpty() ? says : toMeetIt(says, finding, reason)));
      }
    }
    DataElement verdict =
        rules.elements().get(Rule.verdictElement(Objects.requireNonNull(finding.policy())));
    if (verdict != null
        && Verdict.NOT_ELIGIBLE.name().equals(situation.get(verdict).text())
        && !finding.missing().isEmpty()) {
      lines.add("- " + say(Phrase.ALSO_NOT_KNOWN_LIST.of(Sentence.verbatim(lacking(finding)))));
    }
    return String.join("\n", lines);
  }

  private String toMeetIt(String says, Finding finding, RuleSet.ReasonText reason) {
    String ask = template.fill(reason.ask(), words(finding));
    return say(Phrase.TO_MEET_IT.of(Sentence.verbatim(says), Sentence.verbatim(ask)));
  }

  private String say(Sentence sentence) {
    return sentence.in(language);
  }

  private String lacking(Finding finding) {
    return finding.missing().stream()
        .map(lacking -> say(lacking.says()))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** Whether a policy's verdict stands in full under the finding that it is not met. */
  private static boolean saidBeside(Finding verdict, List<Finding> group) {
    return verdict.policy() != null
        && !verdict.code().equals(NOT_MET)
        && group.stream()
            .anyMatch(f -> f.code().equals(NOT_MET) && verdict.policy().equals(f.policy()));
  }
}
