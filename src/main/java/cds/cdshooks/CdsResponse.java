package cds.cdshooks;

import java.util.List;

/** The answer of a service: cards, most urgent first; none when there is nothing to say. */
public record CdsResponse(List<Card> cards) {}
