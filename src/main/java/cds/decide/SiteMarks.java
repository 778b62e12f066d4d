package cds.decide;

import cds.cdshooks.Card;
import cds.cdshooks.CdsResponse;
import cds.cdshooks.Coding;
import cds.chart.Chart;
import cds.chart.Observation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Marks in a card's explanation what was recognised by a code of the site: {@code because} then
 * names that code beside the resource, so that a wrong map can be told from a wrong record.
 *
 * @param codes the site's code by resource
 */
record SiteMarks(Map<String, Coding> codes) {

  static SiteMarks of(Chart chart) {
    Map<String, Coding> codes = new HashMap<>();
    for (Observation observation : chart.observations()) {
      Observation.Local local = observation.local();
      if (local != null) {
        codes.put(
            observation.reference(), new Coding(local.code(), local.system(), local.display()));
      }
    }
    return new SiteMarks(codes);
  }

  /** The same answer with the marks; itself when there is nothing to mark. */
  CdsResponse on(CdsResponse response) {
    return codes.isEmpty()
        ? response
        : new CdsResponse(response.cards().stream().map(this::marked).toList());
  }

  private Card marked(Card card) {
    return new Card(
        card.uuid(),
        card.summary(),
        card.detail(),
        card.indicator(),
        card.source(),
        card.suggestions(),
        card.selectionBehavior(),
        card.overrideReasons(),
        card.links(),
        withMembers(card.extension()));
  }

  private Map<String, Object> withMembers(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), with(value)));
    Coding code = codes.get(String.valueOf(copy.get("resource")));
    if (code != null && copy.containsKey("says")) {
      copy.put("mappedFrom", code);
    }
    return copy;
  }

  private Object with(Object value) {
    if (value instanceof Map<?, ?> map) {
      return withMembers(map);
    }
    return value instanceof List<?> list ? list.stream().map(this::with).toList() : value;
  }
}
