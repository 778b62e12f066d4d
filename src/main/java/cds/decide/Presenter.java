package cds.decide;

import cds.cards.CardComposer;
import cds.cards.DraftCard;
import cds.cards.OrderPlanner;
import cds.cdshooks.Card;
import cds.cdshooks.CdsResponse;
import cds.fhir.OrderWriter;
import cds.knowledge.Finding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Turns draft cards into CDS Hooks cards: ids, explanation, orders as FHIR. */
final class Presenter {

  /** Key of our extension on a card (contract; reverse domain). */
  static final String EXTENSION = "io.github.dupilumab-cds";

  private final CardComposer composer;
  private final OrderWriter writer;
  private final String release;

  Presenter(CardComposer composer, OrderWriter writer, String release) {
    this.composer = composer;
    this.writer = writer;
    this.release = release;
  }

  CdsResponse present(
      List<DraftCard> drafts, CdsRequest request, HookOrders orders, Caller caller, Instant at) {
    return new CdsResponse(
        drafts.stream()
            .map(draft -> card(draft, uuid(caller, request, draft), request, orders, at))
            .toList());
  }

  private Card card(
      DraftCard draft, String uuid, CdsRequest request, HookOrders orders, Instant at) {
    List<Card.Suggestion> suggestions = new ArrayList<>();
    for (OrderPlanner.Plan plan : draft.orders()) {
      suggestion(plan, uuid, suggestions.size(), request, orders).ifPresent(suggestions::add);
    }
    for (DraftCard.Removal removal : draft.removals()) {
      if (orders.resource(removal.order()).isPresent()) {
        suggestions.add(removal(removal, uuid, suggestions.size()));
      }
    }
    Map<String, Object> explanation = new LinkedHashMap<>();
    explanation.put("findings", composer.explanation(draft));
    explanation.put("release", release);
    explanation.put("evaluatedAt", at.truncatedTo(ChronoUnit.SECONDS).toString());
    return new Card(
        uuid,
        draft.summary(),
        draft.detail(),
        draft.indicator(),
        draft.source(),
        suggestions,
        suggestions.isEmpty() ? null : selection(draft),
        composer.overrideReasons(),
        List.of(),
        Map.of(EXTENSION, explanation));
  }

  /** Corrections and removals of different orders go together; proposals exclude each other. */
  private static String selection(DraftCard draft) {
    List<String> touched = new ArrayList<>();
    draft.orders().forEach(plan -> touched.add(String.valueOf(plan.order().replaces())));
    draft.removals().forEach(removal -> touched.add(removal.order()));
    boolean apart = new HashSet<>(touched).size() == touched.size();
    return draft.together() && apart && touched.size() > 1 ? "any" : "at-most-one";
  }

  private static Card.Suggestion removal(DraftCard.Removal removal, String card, int place) {
    return new Card.Suggestion(
        removal.label(),
        name(card + "/" + place),
        List.of(new Card.Action("delete", removal.label(), null, removal.order())));
  }

  /** The proposal as a suggestion; none when the order to update cannot be told from others. */
  private Optional<Card.Suggestion> suggestion(
      OrderPlanner.Plan plan, String card, int place, CdsRequest request, HookOrders orders) {
    String replaces = plan.order().replaces();
    ObjectNode own = replaces == null ? null : orders.resource(replaces).orElse(null);
    if (replaces != null && own == null) {
      return Optional.empty();
    }
    ObjectNode resource =
        own == null
            ? writer.create(plan.order(), request.patientId())
            : writer.update(own, plan.order());
    String type = own == null ? "create" : "update";
    return Optional.of(
        new Card.Suggestion(
            plan.label(),
            name(card + "/" + place),
            List.of(new Card.Action(type, plan.label(), resource, null))));
  }

  /** Same call, same bytes, same findings: same id. Never from the clock or from chance. */
  private static String uuid(Caller caller, CdsRequest request, DraftCard draft) {
    return name(
        String.join(
            "\n",
            caller.name(),
            request.service(),
            request.hookInstance(),
            request.bodySha256(),
            draft.findings().stream()
                .map(finding -> finding.code() + "/" + finding.policy())
                .collect(Collectors.joining(","))));
  }

  private static String name(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The plainest card that says the same, for a card that breaks a rule of the protocol. */
  static Card plain(Card card) {
    return new Card(
        card.uuid(),
        codes(card),
        null,
        card.indicator(),
        card.source(),
        List.of(),
        null,
        List.of(),
        List.of(),
        card.extension());
  }

  private static String codes(Card card) {
    if (card.extension().get(EXTENSION) instanceof Map<?, ?> explanation
        && explanation.get("findings") instanceof List<?> findings) {
      return findings.stream()
          .map(
              f ->
                  f instanceof Map<?, ?> map
                      ? map.get("code") + " (" + map.get("urgency") + ")"
                      : "")
          .limit(3)
          .collect(Collectors.joining(", "));
    }
    return Finding.class.getSimpleName();
  }
}
