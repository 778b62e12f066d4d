package cds.web.page;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A suggestion of a card.
 *
 * @param label what accepting it does
 * @param actions all carried out when it is accepted
 */
record ShownSuggestion(String label, List<Action> actions) {

  /**
   * An action.
   *
   * @param does what it does to the record, in words
   * @param description the action in a sentence; empty when it only repeats the label
   * @param about what is ordered, or which resource is removed; may be empty
   * @param doses the dosage instructions of an order, in sequence
   * @param json the resource; empty when the action has none
   */
  public record Action(
      String does, String description, String about, List<String> doses, String json) {}

  static ShownSuggestion of(JsonNode suggestion) {
    String label = PageJson.text(suggestion, "label");
    return new ShownSuggestion(
        label,
        suggestion.path("actions").valueStream().map(action -> action(action, label)).toList());
  }

  private static Action action(JsonNode action, String label) {
    JsonNode resource = action.path("resource");
    String description = PageJson.text(action, "description");
    return new Action(
        switch (PageJson.text(action, "type")) {
          case "create" -> "Creates an order";
          case "update" -> "Changes the order";
          case "delete" -> "Removes the order";
          default -> "Acts";
        },
        description.equals(label) ? "" : description,
        about(action, resource.path("medicationCodeableConcept")),
        resource
            .path("dosageInstruction")
            .valueStream()
            .map(dose -> PageJson.text(dose, "text"))
            .filter(text -> !text.isEmpty())
            .toList(),
        resource.isObject() ? PageJson.indented(resource) : "");
  }

  private static String about(JsonNode action, JsonNode concept) {
    String text = PageJson.text(concept, "text");
    if (text.isEmpty()) {
      text = concept.at("/coding/0/display").asString("");
    }
    return text.isEmpty() ? PageJson.text(action, "resourceId") : text;
  }
}
