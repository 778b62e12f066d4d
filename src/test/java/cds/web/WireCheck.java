package cds.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a strict client checks in an answer as it came over the wire (CDS Hooks 2.0.1, "CDS Service
 * Response"): read from JSON, so that it does not share a mistake with the writer.
 */
public final class WireCheck {

  private static final Set<String> INDICATORS = Set.of("info", "warning", "critical");
  private static final Pattern HTML = Pattern.compile("(?<!\\\\)<[A-Za-z/!?]|(?<!\\\\)!\\[");

  private WireCheck() {}

  /** What an answer breaks, as sentences; empty when it is fine. */
  public static List<String> violations(JsonNode answer) {
    List<String> broken = new ArrayList<>();
    JsonNode cards = answer.path("cards");
    require(broken, cards.isArray(), "cards is no array");
    require(broken, !answer.has("systemActions"), "system actions are never sent");
    Set<String> uuids = new HashSet<>();
    for (JsonNode card : cards) {
      String summary = card.path("summary").asString("");
      int length = summary.codePointCount(0, summary.length());
      require(broken, length > 0 && length < 140, "summary of " + length + " characters");
      require(broken, uuids.add(card.path("uuid").asString("")), "uuid missing or not unique");
      require(broken, INDICATORS.contains(card.path("indicator").asString("")), "indicator");
      require(broken, !card.at("/source/label").asString("").isBlank(), "source.label");
      require(broken, !card.at("/source/topic/code").asString("").isBlank(), "source.topic");
      String detail = card.path("detail").asString("");
      require(broken, !HTML.matcher(detail).find(), "detail with HTML or an image");
      require(
          broken,
          card.has("suggestions") == card.has("selectionBehavior"),
          "suggestions and selectionBehavior go together");
      card.path("overrideReasons").forEach(reason -> coding(broken, reason));
      card.path("suggestions").forEach(suggestion -> suggestion(broken, suggestion));
    }
    empty(broken, answer, "answer");
    return broken;
  }

  private static void coding(List<String> broken, JsonNode reason) {
    for (String member : List.of("code", "system", "display")) {
      require(
          broken,
          !reason.path(member).asString("").isBlank(),
          "override reason without " + member + " (cds-resp-4)");
    }
  }

  private static void suggestion(List<String> broken, JsonNode suggestion) {
    require(broken, !suggestion.path("label").asString("").isBlank(), "suggestion.label");
    require(broken, !suggestion.path("uuid").asString("").isBlank(), "suggestion.uuid");
    for (JsonNode action : suggestion.path("actions")) {
      require(broken, !action.path("description").asString("").isBlank(), "action.description");
      boolean delete = action.path("type").asString("").equals("delete");
      require(broken, action.has(delete ? "resourceId" : "resource"), "action without resource");
    }
  }

  /** No member without a value; a client's own order is given back as it came. */
  private static void empty(List<String> broken, JsonNode node, String name) {
    boolean list = name.equals("cards");
    require(
        broken,
        !node.isNull()
            && !(node.isString() && node.asString().isEmpty())
            && (list || !(node.isContainer() && node.isEmpty())),
        "an empty " + name + " (JSON-3)");
    if (node.isObject()) {
      node.properties().stream()
          .filter(member -> !member.getKey().equals("resource"))
          .forEach(member -> empty(broken, member.getValue(), member.getKey()));
    } else {
      node.forEach(item -> empty(broken, item, "element of " + name));
    }
  }

  private static void require(List<String> broken, boolean holds, String rule) {
    if (!holds) {
      broken.add(rule);
    }
  }
}
