package cds.burden;

import cds.acceptance.Calls;
import cds.acceptance.Flow;
import cds.acceptance.Json;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answer to one call of one service.
 *
 * @param cards urgency of each card: that of its most urgent finding
 * @param codes codes of the findings of all cards
 * @param verdicts how many findings are a policy's verdict
 * @param text the whole answer
 */
record Call(List<String> cards, List<String> codes, int verdicts, String text) {

  /** Urgencies, most urgent first. */
  static final List<String> URGENCIES = List.of("emergency", "urgent", "soon", "routine", "info");

  /** Asks a service through the whole flow. */
  static Call of(Flow flow, String service, ObjectNode request, LocalDate today) {
    return of(
        Json.tree(
            flow.decide(
                Calls.of(service, request),
                today.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC))));
  }

  private static Call of(JsonNode answer) {
    List<String> cards = new ArrayList<>();
    List<String> codes = new ArrayList<>();
    int verdicts = 0;
    for (JsonNode card : answer.path("cards")) {
      List<String> urgencies = new ArrayList<>();
      for (JsonNode finding : card.at("/extension/io.github.dupilumab-cds/findings")) {
        urgencies.add(finding.get("urgency").stringValue());
        codes.add(finding.get("code").stringValue());
        verdicts += finding.has("policy") ? 1 : 0;
      }
      cards.add(urgencies.stream().min(Comparator.comparingInt(URGENCIES::indexOf)).orElse("info"));
    }
    return new Call(List.copyOf(cards), List.copyOf(codes), verdicts, Json.line(answer));
  }
}
