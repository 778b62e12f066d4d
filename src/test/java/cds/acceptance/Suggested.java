package cds.acceptance;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What an answer proposes to do to orders, in words. */
final class Suggested {

  private Suggested() {}

  /** Every action in order, such as {@code update draft-1: 600@1 300@15 q2}. */
  static List<String> in(Answer answer) {
    return actions(answer).stream().map(Suggested::words).toList();
  }

  /** Every action of every suggestion. */
  static List<JsonNode> actions(Answer answer) {
    return answer.cards().stream()
        .flatMap(card -> card.path("suggestions").valueStream())
        .flatMap(suggestion -> suggestion.path("actions").valueStream())
        .toList();
  }

  private static String words(JsonNode action) {
    String type = Answer.text(action, "type");
    return type.equals("delete")
        ? "delete " + Answer.text(action, "resourceId")
        : type
            + " "
            + Answer.text(action.path("resource"), "id")
            + ": "
            + doses(action.path("resource"));
  }

  private static String doses(JsonNode order) {
    return order
        .path("dosageInstruction")
        .valueStream()
        .map(Suggested::dose)
        .collect(Collectors.joining(" "));
  }

  private static String dose(JsonNode step) {
    JsonNode repeat = step.at("/timing/repeat");
    String dose =
        number(step.at("/doseAndRate/0/doseQuantity/value"))
            + "@"
            + Days.number(repeat.at("/boundsPeriod/start").stringValue());
    return repeat.path("count").asInt(0) == 1 ? dose : dose + " q" + number(repeat.path("period"));
  }

  private static String number(JsonNode number) {
    return new BigDecimal(number.asString()).stripTrailingZeros().toPlainString();
  }
}
