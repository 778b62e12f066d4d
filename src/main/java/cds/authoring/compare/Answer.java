package cds.authoring.compare;

import cds.cards.DraftCard;
import cds.cdshooks.CdsResponse;
import cds.decide.Decision;
import cds.knowledge.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one release answers to a call.
 *
 * @param answered whether there is an answer; a call may lack what a service needs
 * @param cards the cards
 * @param response the cards as they are sent; null where their sentences are not known
 */
public record Answer(boolean answered, List<SaidCard> cards, @Nullable CdsResponse response) {

  /** No answer. */
  static final Answer NONE = new Answer(false, List.of(), null);

  /** Copies. */
  public Answer {
    cards = List.copyOf(cards);
  }

  static Answer of(Decision decision) {
    List<SaidCard> cards = new ArrayList<>();
    for (int i = 0; i < decision.cards().size(); i++) {
      cards.add(SaidCard.of(decision.cards().get(i), decision.response().cards().get(i)));
    }
    return new Answer(true, cards, decision.response());
  }

  /** Cards without sentences. */
  static Answer of(List<DraftCard> cards) {
    return new Answer(true, cards.stream().map(SaidCard::of).toList(), null);
  }

  /** Everything its cards say, by what it is about. */
  public NavigableMap<String, Statement> statements() {
    NavigableMap<String, Statement> all = new TreeMap<>();
    cards.forEach(
        card -> card.statements().forEach(one -> all.merge(one.about(), one, Statement::with)));
    return all;
  }

  /** How many cards have an indicator. */
  int cards(String indicator) {
    return (int) cards.stream().filter(card -> card.indicator().equals(indicator)).count();
  }

  /** How many statements have an urgency. */
  int statements(Urgency urgency) {
    return (int) statements().values().stream().filter(one -> one.urgency() == urgency).count();
  }
}
