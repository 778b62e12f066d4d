package cds.cards;

import cds.knowledge.Evaluation;
import cds.knowledge.Finding;
import cds.knowledge.Product;
import cds.knowledge.RuleSet;
import cds.knowledge.ServiceDefinition;
import cds.knowledge.ServiceDefinition.Orders;
import cds.knowledge.ServiceDefinition.Showing;
import cds.language.Language;
import cds.language.Phrase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the cards of one answer propose: a new order or a completed one beside the verdict, a
 * corrected order beside the first finding that asks for it, the removal of an order beside the
 * finding that speaks against it.
 */
final class Proposals {

  private final RuleSet rules;
  private final ServiceDefinition service;
  private final Evaluation evaluation;
  private final List<OrderPlanner.Plan> plans;
  private final Language language;
  private final Set<String> removed = new HashSet<>();
  private boolean corrected;

  Proposals(
      OrderPlanner planner,
      RuleSet rules,
      ServiceDefinition service,
      Evaluation evaluation,
      LocalDate on,
      Language language) {
    this.language = language;
    this.rules = rules;
    this.service = service;
    this.evaluation = evaluation;
    this.plans = plans(planner, on);
  }

  private List<OrderPlanner.Plan> plans(OrderPlanner planner, LocalDate on) {
    return switch (service.orders()) {
      case NONE ->
          service.verdict() == Showing.NEVER
              ? List.of()
              : planner.plan(evaluation.situation(), Purpose.CREATE, null, on).stream().toList();
      case SELECTED -> each(planner, Purpose.COMPLETE, on);
      case SIGNED -> each(planner, Purpose.CORRECT, on);
      case REFILLED -> List.of();
    };
  }

  private List<OrderPlanner.Plan> each(OrderPlanner planner, Purpose purpose, LocalDate on) {
    return evaluation.orders().stream()
        .flatMap(o -> planner.plan(o.situation(), purpose, o.order().reference(), on).stream())
        .toList();
  }

  /** The orders that go with a card: each is proposed once. */
  List<OrderPlanner.Plan> orders(List<Finding> card, Findings findings) {
    boolean wanted =
        service.orders() == Orders.SIGNED
            ? card.stream().anyMatch(finding -> findings.text(finding).corrects())
            : card.stream().anyMatch(findings::isVerdict);
    if (!wanted || corrected) {
      return List.of();
    }
    corrected = true;
    return plans;
  }

  /** The draft orders whose removal goes with a card: each is offered once. */
  List<DraftCard.Removal> removals(List<Finding> card, Findings findings) {
    Set<DraftCard.Removal> removals = new LinkedHashSet<>();
    if (service.orders() != Orders.SIGNED) {
      return List.of();
    }
    for (Finding finding : card) {
      String element = findings.text(finding).removes();
      for (Evaluation.OfOrder order : evaluation.orders()) {
        if (!element.isEmpty()
            && Boolean.TRUE.equals(order.situation().get(rules.element(element)).yes())) {
          if (removed.add(order.order().reference())) {
            removals.add(
                new DraftCard.Removal(
                    order.order().reference(),
                    Phrase.REMOVE_ORDER.of(Product.named(order.order())).in(language)));
          }
        }
      }
    }
    return new ArrayList<>(removals);
  }

  /** Whether proposals for different orders can be taken together. */
  boolean together() {
    return service.orders() == Orders.SIGNED;
  }
}
