package cds.fhir;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Refuses resources with content that changes the meaning of the rest and is not understood here:
 * modifier extensions and implicit rules anywhere, and the negations of earlier FHIR releases.
 */
final class ModifierCheck {

  /** Deeper trees are nothing a record system writes, and recursion must end somewhere. */
  private static final int DEPTH = 100;

  private static final Set<String> MODIFIERS = Set.of("modifierExtension", "implicitRules");

  private static final Set<String> EARLIER_NEGATIONS =
      Set.of("wasNotGiven", "notGiven", "wasNotTaken", "taken", "reasonNotTaken", "reasonNotGiven");

  private ModifierCheck() {}

  /**
   * Looks at the whole tree, also below members nobody knows.
   *
   * @throws Unreadable when something in it changes the meaning
   */
  static void refuseModified(JsonNode resource) {
    for (String name : EARLIER_NEGATIONS) {
      if (says(resource.path(name))) {
        throw new Unreadable();
      }
    }
    walk(resource, 0);
  }

  private static void walk(JsonNode node, int depth) {
    if (depth > DEPTH) {
      throw new Unreadable();
    }
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        if (MODIFIERS.contains(member.getKey()) && says(member.getValue())) {
          throw new Unreadable();
        }
        walk(member.getValue(), depth + 1);
      }
    } else if (node.isArray()) {
      for (JsonNode item : node) {
        walk(item, depth + 1);
      }
    }
  }

  private static boolean says(JsonNode node) {
    boolean blank = node.isString() && node.asString().isBlank();
    return !node.isMissingNode()
        && !node.isNull()
        && !blank
        && !(node.isContainer() && node.isEmpty());
  }
}
