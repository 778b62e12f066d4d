package cds.cards;

import cds.cdshooks.Card;
import cds.cdshooks.Coding;
import cds.cdshooks.Indicator;
import cds.knowledge.Evaluation;
import cds.knowledge.Evidence;
import cds.knowledge.Finding;
import cds.knowledge.FindingText;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.ServiceDefinition;
import cds.knowledge.Situation;
import cds.knowledge.Terminology;
import cds.knowledge.Urgency;
import cds.language.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes cards of findings: at most three, most urgent first, all informational findings together.
 * An emergency stands alone before everything else.
 */
public final class CardComposer {

  private final RuleSet rules;
  private final String label;
  private final FindingTexts texts;
  private final OrderPlanner planner;
  private final Language language;
  private final List<Coding> overrideReasons;

  /** Takes the active rules, the label whose verdict leads, and the language of the cards. */
  public CardComposer(RuleSet rules, String label, Language language) {
    this.rules = rules;
    this.label = label;
    this.language = language;
    this.texts = new FindingTexts(rules);
    this.planner = new OrderPlanner(rules, language);
    this.overrideReasons = overrideReasons(rules, language);
  }

  /**
   * The cards of one service for one patient; none when there is nothing to say.
   *
   * @param on day of evaluation: day 1 of a proposed order
   * @param muted codes of findings that are left out unless they are urgent
   */
  public List<DraftCard> compose(
      ServiceDefinition service, Evaluation evaluation, LocalDate on, Set<String> muted) {
    Findings findings = new Findings(rules, texts, service, label, muted);
    Proposals proposals = new Proposals(planner, rules, service, evaluation, on, language);
    return cards(service, evaluation, findings).stream()
        .map(group -> card(group, findings, evaluation, proposals))
        .toList();
  }

  /**
   * The findings that the cards of one service hold, card by card: for who needs no words.
   *
   * @param muted codes of findings that are left out unless they are urgent
   */
  public List<List<Finding>> findings(
      ServiceDefinition service, Evaluation evaluation, Set<String> muted) {
    return cards(service, evaluation, new Findings(rules, texts, service, label, muted));
  }

  private List<List<Finding>> cards(
      ServiceDefinition service, Evaluation evaluation, Findings findings) {
    if (isSilent(service, evaluation)) {
      return List.of();
    }
    List<Finding> shown = findings.shown(evaluation);
    List<Finding> riding =
        shown.stream()
            .filter(findings::rides)
            .sorted(Comparator.comparing(findings::isVerdict))
            .toList();
    List<Finding> own = shown.stream().filter(f -> !findings.rides(f)).toList();
    return withRiding(groups(own), riding, evaluation, findings);
  }

  /** Codes of the findings that were left out because they are muted. */
  public List<String> muted(ServiceDefinition service, Evaluation evaluation, Set<String> muted) {
    return muted.isEmpty() || isSilent(service, evaluation)
        ? List.of()
        : new Findings(rules, texts, service, label, muted).leftOut(evaluation);
  }

  private boolean isSilent(ServiceDefinition service, Evaluation evaluation) {
    return Boolean.FALSE.equals(
        evaluation.situation().get(rules.element(service.speaksWhen())).yes());
  }

  /**
   * What never makes a card of its own joins the first card it shares a resource with, or the last.
   */
  private List<List<Finding>> withRiding(
      List<List<Finding>> groups, List<Finding> riding, Evaluation evaluation, Findings findings) {
    List<List<Finding>> full = new ArrayList<>();
    groups.forEach(group -> full.add(new ArrayList<>(group)));
    Template template = new Template(rules, evaluation.situation(), findings.context(), language);
    for (Finding rider : riding) {
      for (int i = 0; i < groups.size(); i++) {
        boolean related =
            !findings.isVerdict(rider)
                && groups.get(i).stream()
                    .map(finding -> template.told(finding.told()))
                    .anyMatch(b -> !Collections.disjoint(b, template.told(rider.told())));
        // An emergency that stands alone takes only what belongs to it, and what is not known.
        boolean last = i == groups.size() - 1;
        boolean alone = groups.get(i).get(0).urgency() == Urgency.EMERGENCY;
        if (related || (last && (!alone || findings.text(rider).besideEmergency()))) {
          full.get(i).add(rider);
          break;
        }
      }
    }
    return full;
  }

  private static List<List<Finding>> groups(List<Finding> findings) {
    boolean emergency = findings.stream().anyMatch(f -> f.urgency() == Urgency.EMERGENCY);
    List<Predicate<Urgency>> steps =
        emergency
            ? List.of(
                u -> u == Urgency.EMERGENCY,
                u -> u == Urgency.URGENT || u == Urgency.SOON,
                u -> u.compareTo(Urgency.SOON) < 0)
            : List.of(
                u -> u == Urgency.URGENT,
                u -> u == Urgency.SOON,
                u -> u.compareTo(Urgency.SOON) < 0);
    return steps.stream()
        .map(step -> findings.stream().filter(f -> step.test(f.urgency())).toList())
        .filter(group -> !group.isEmpty())
        .toList();
  }

  private DraftCard card(
      List<Finding> group, Findings findings, Evaluation evaluation, Proposals proposals) {
    List<OrderPlanner.Plan> orders = proposals.orders(group, findings);
    Situation situation = evaluation.situation();
    List<Finding> leading = new ArrayList<>(group);
    leading.sort(
        Comparator.comparing(finding -> !findings.isVerdict(finding) || findings.rides(finding)));
    Finding first =
        group.get(0).urgency().compareTo(Urgency.SOON) >= 0 ? group.get(0) : leading.get(0);
    Narrative narrative = new Narrative(rules, language, findings, situation, orders, planner);
    return new DraftCard(
        indicator(group.get(0).urgency()).code(),
        narrative.summary(first, group),
        narrative.detail(first, leading),
        source(first, findings.text(first)),
        first,
        List.copyOf(group),
        orders,
        proposals.removals(group, findings),
        proposals.together());
  }

  private static Indicator indicator(Urgency urgency) {
    return switch (urgency) {
      case EMERGENCY, URGENT -> Indicator.CRITICAL;
      case SOON -> Indicator.WARNING;
      case ROUTINE, INFO -> Indicator.INFO;
    };
  }

  private Card.Source source(Finding finding, FindingText text) {
    Terminology.CodeSystem topics = rules.terminology().codeSystem("topic");
    Evidence evidence = evidence(finding);
    return new Card.Source(
        evidence == null ? finding.rule() : evidence.label(),
        evidence == null ? null : evidence.url(),
        new Coding(
            text.topic(),
            topics.url(),
            language.text(topics.displays().getOrDefault(text.topic(), text.topic()))));
  }

  /** A verdict's source is its label or policy, another finding's the row that fired. */
  private @Nullable Evidence evidence(Finding finding) {
    Rule rule = finding.policy() == null ? null : texts.rule(finding);
    Evidence declared =
        rule == null ? null : rules.sources().get(rule.extra().path("source").asString(""));
    if (declared != null) {
      return declared;
    }
    return finding.evidence().isEmpty() ? null : finding.evidence().get(0);
  }

  /** The reasons a clinician may give for not following a card. */
  public List<Coding> overrideReasons() {
    return overrideReasons;
  }

  private static List<Coding> overrideReasons(RuleSet rules, Language language) {
    Terminology.CodeSystem reasons = rules.terminology().codeSystem("override-reason");
    return reasons.displays().entrySet().stream()
        .map(reason -> new Coding(reason.getKey(), reasons.url(), language.text(reason.getValue())))
        .toList();
  }

  /** The explanation of a card for programs: every finding with what decided. */
  public List<Map<String, Object>> explanation(DraftCard card) {
    return Explanations.of(card.findings(), language);
  }
}
