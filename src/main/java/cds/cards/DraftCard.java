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
 * @param findings what it is made of, most urgent first
 * @param orders orders it proposes
 */
public record DraftCard(
    String indicator,
    String summary,
    String detail,
    Card.Source source,
    List<Finding> findings,
    List<OrderPlanner.Plan> orders) {}
