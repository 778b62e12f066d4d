package cds.authoring.compare;

import cds.cards.DraftCard;
import cds.cdshooks.Card;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A card, as far as two releases can say the same: without ids, versions and hashes.
 *
 * @param indicator {@code info}, {@code warning} or {@code critical}
 * @param text all that is read on it and all that it suggests; empty where that is not known
 * @param statements what it says, most urgent first
 */
public record SaidCard(String indicator, String text, List<Statement> statements) {

  /** Copies. */
  public SaidCard {
    statements = List.copyOf(statements);
  }

  /** A card as it is sent. */
  static SaidCard of(DraftCard draft, Card card) {
    String suggestions =
        card.suggestions().stream()
            .map(one -> one.label() + "\n" + actions(one))
            .collect(Collectors.joining("\n"));
    return new SaidCard(
        card.indicator(),
        String.join("\n", card.summary(), String.valueOf(card.detail()), suggestions),
        statements(draft));
  }

  private static String actions(Card.Suggestion suggestion) {
    return suggestion.actions().stream()
        .map(
            action ->
                String.join(
                    "\n",
                    action.type(),
                    action.description(),
                    String.valueOf(action.resource()),
                    String.valueOf(action.resourceId())))
        .collect(Collectors.joining("\n"));
  }

  /** A card whose sentences are not known. */
  static SaidCard of(DraftCard draft) {
    return new SaidCard(draft.indicator(), "", statements(draft));
  }

  private static List<Statement> statements(DraftCard draft) {
    return draft.findings().stream().map(Statement::of).toList();
  }

  /** What it is about. */
  Set<String> subjects() {
    return statements.stream().map(Statement::about).collect(Collectors.toCollection(TreeSet::new));
  }
}
