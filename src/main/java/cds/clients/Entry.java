package cds.clients;

import cds.knowledge.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One client's keys and values, read with messages that name the place.
 *
 * @param file the registry
 * @param node the entry
 * @param problems collects what is wrong
 */
record Entry(String file, String client, JsonNode node, Problems problems) {

  Entry(String file, JsonNode node, Problems problems) {
    this(file, node.path("name").asString("(no name)"), node, problems);
    if (!node.isObject()) {
      problems.add(file, client, "", "a client must hold keys and values");
    }
  }

  /** Reports what was read and what is allowed. */
  void problem(String key, String read, String allowed) {
    problems.add(file, client, key, "'" + read + "' is not allowed; allowed: " + allowed);
  }

  void refuseUnknown(Collection<String> known) {
    problems.refuseUnknown(file, client, node, known);
  }

  boolean has(String key) {
    return node.hasNonNull(key);
  }

  /** The keys and values under a key; none when there are none. */
  Entry under(String key) {
    JsonNode child = node.path(key);
    if (has(key) && !child.isObject()) {
      problem(key, child.toString(), "keys and values");
    }
    return new Entry(file, client, child.isObject() ? child : child.path("none"), problems);
  }

  String text(String key, String absent) {
    if (!has(key)) {
      return absent;
    }
    JsonNode value = node.path(key);
    if (!value.isValueNode() || value.asString("").isBlank()) {
      problem(key, value.toString(), "a text");
      return absent;
    }
    return value.asString("");
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    JsonNode list = node.path(key);
    if (has(key) && !list.isArray()) {
      problem(key, list.toString(), "a list, written [a, b]");
    }
    for (JsonNode value : list) {
      if (value.isValueNode() && !value.asString("").isBlank()) {
        texts.add(value.asString(""));
      } else {
        problem(key, value.toString(), "a list of texts");
      }
    }
    return texts;
  }

  /** The keys and values of each member of a list. */
  List<Entry> entries(String key) {
    List<Entry> entries = new ArrayList<>();
    JsonNode list = node.path(key);
    if (has(key) && !list.isArray()) {
      problem(key, list.toString(), "a list");
    }
    for (JsonNode value : list.isArray() ? list : node.path("none")) {
      if (value.isObject()) {
        entries.add(new Entry(file, client, value, problems));
      } else {
        problem(key, value.toString(), "a list of keys and values");
      }
    }
    return entries;
  }

  /** A word of a list; the first when the key is absent. */
  String oneOf(String key, List<String> words) {
    String word = text(key, words.get(0));
    if (!words.contains(word)) {
      problem(key, word, String.join(", ", words) + Problems.nearest(word, words));
    }
    return word;
  }

  int number(String key, int absent, int least, int most) {
    if (!has(key)) {
      return absent;
    }
    JsonNode value = node.path(key);
    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
      problem(key, value.toString(), "a whole number from " + least + " to " + most);
      return absent;
    }
    return value.intValue();
  }
}
