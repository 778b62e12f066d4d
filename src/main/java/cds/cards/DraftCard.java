package cds.cards;

import cds.cdshooks.Card;
import cds.knowledge.Finding;
import java.util.List;

/**
 * A card as plain values, before it has an id and before its orders are written as FHIR.
 *
 * @param indicator {@code info}, {@code warning} or {@code critical}
 * @param summary the sentence a clinician reads first
 * @param detail Markdown
 * @param source where the guidance comes from
 * @param leads the finding that its summary is of
 * @param findings what it is made of, most urgent first
 * @param orders orders it proposes
 * @param removals draft orders it proposes to remove
 * @param together whether its proposals for different orders can be taken together
 */
public record DraftCard(
    String indicator,
    String summary,
    String detail,
    Card.Source source,
    Finding leads,
    List<Finding> findings,
    List<OrderPlanner.Plan> orders,
    List<Removal> removals,
    boolean together) {

  /**
   * A draft order to remove.
   *
   * @param order {@code Type/id}
   * @param label what the suggestion is called
   */
  public record Removal(String order, String label) {}
}
