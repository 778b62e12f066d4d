package cds.docs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One element of the dictionary; it remembers which of its keys have been put into words. */
final class Told {

  private static final Set<String> SHOWN_ELSEWHERE =
      Set.of("type", "unit", "values", "label", "domain", "note", "always", "scope", "kind");

  private final JsonNode element;
  private final Set<String> told = new LinkedHashSet<>(SHOWN_ELSEWHERE);

  Told(JsonNode element) {
    this.element = element;
  }

  boolean has(String key) {
    return element.has(key);
  }

  JsonNode node(String key) {
    told.add(key);
    return element.path(key);
  }

  String text(String key) {
    return node(key).asString("");
  }

  boolean is(String key, String value) {
    return text(key).equals(value);
  }

  /** One name or a list of names. */
  List<String> texts(String key) {
    JsonNode node = node(key);
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(one -> texts.add(one.asString("")));
    } else if (!node.isMissingNode()) {
      texts.add(node.asString(""));
    }
    return texts;
  }

  /** Keys that no wording knows yet, named so that nothing is left out silently. */
  String rest() {
    return element.properties().stream()
        .filter(member -> !told.contains(member.getKey()))
        .map(member -> member.getKey() + " `" + plain(member.getValue()) + "`")
        .collect(Collectors.joining(", "));
  }

  private static String plain(JsonNode node) {
    return node.isContainer() ? node.toString().replace("\"", "") : node.asString("");
  }
}
