package cds.web.workbench;

import cds.authoring.compare.Answer;
import cds.authoring.compare.SaidCard;
import cds.web.page.ShownCard;
import cds.web.wire.WireJson;
import java.util.List;

/**
 * One of two answers beside each other.
 *
 * @param name a word for ids in the page
 * @param title whose answer it is
 * @param cards the cards as an EHR shows them; empty where sentences are not on record
 * @param said what the cards say without sentences; empty where cards are shown
 */
record ShownSide(String name, String title, List<ShownCard> cards, List<SaidCard> said) {

  static ShownSide of(String name, String title, Answer answer) {
    return answer.response() == null
        ? new ShownSide(name, title, List.of(), answer.cards())
        : new ShownSide(name, title, ShownCard.all(WireJson.write(answer.response())), List.of());
  }
}
