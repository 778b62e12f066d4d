package cds.decide;

import cds.cards.DraftCard;
import cds.cdshooks.CdsResponse;
import cds.chart.Chart;
import cds.fhir.access.Obtained;
import cds.knowledge.Evaluation;
import cds.knowledge.RuleSet;
import java.time.Instant;
import java.util.List;

/**
 * One decision: the answer, and all that it rests on.
 *
 * @param response the answer
 * @param cards the cards of the answer as plain values, in its order
 * @param evaluation the data elements, and every finding, shown or not
 * @param chart what was read of the patient
 * @param data what was sent and what was fetched
 * @param language tag of the language of the cards
 * @param rules the rules that decided
 * @param muted codes of findings that would have been shown, had the client not muted them
 * @param at the evaluation time
 */
public record Decision(
    CdsResponse response,
    List<DraftCard> cards,
    Evaluation evaluation,
    Chart chart,
    Obtained data,
    String language,
    RuleSet rules,
    List<String> muted,
    Instant at) {

  /** Copies. */
  public Decision {
    cards = List.copyOf(cards);
    muted = List.copyOf(muted);
  }
}
