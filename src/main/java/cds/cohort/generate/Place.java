package cds.cohort.generate;

import cds.knowledge.Problems;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A place in a model, where something may be wrong.
 *
 * @param wrong takes what is wrong anywhere
 * @param file the model
 * @param path keys and names on the way to the place
 */
record Place(List<String> wrong, String file, String path) {

  /** A place below this one. */
  Place at(String key) {
    return new Place(wrong, file, path.isEmpty() ? key : path + " > " + key);
  }

  /** A place below this one, by its number from 0. */
  Place at(int index) {
    return at(String.valueOf(index + 1));
  }

  /** Says what is wrong here. */
  void say(String sentence) {
    wrong.add(file + (path.isEmpty() ? "" : ", " + path) + ": " + sentence);
  }

  /** Says that a name is not known, and which one is near. */
  void unknown(String what, String read, Collection<String> known) {
    say("there is no " + what + " '" + read + "'" + Problems.nearest(read, known));
  }

  /** Says which keys nobody knows. */
  void allow(JsonNode node, Collection<String> known) {
    for (String key : node.propertyNames()) {
      if (!known.contains(key)) {
        say("unknown key '" + key + "'" + Problems.nearest(key, known));
      }
    }
  }

  /** A text that must be there; an empty one when it is not. */
  String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (value.isString() && !value.asString().isBlank()) {
      return value.asString();
    }
    say("'" + key + "' must be given as text" + (value.isMissingNode() ? "" : read(value)));
    return "";
  }

  /** A number that must be there and in a range; its lower end when it is not. */
  double number(JsonNode node, String key, double least, double most) {
    JsonNode value = node.path(key);
    if (value.isNumber() && value.asDouble() >= least && value.asDouble() <= most) {
      return value.asDouble();
    }
    say(
        "'"
            + key
            + "' must be a number from "
            + said(least)
            + " to "
            + said(most)
            + (value.isMissingNode() ? "" : read(value)));
    return least;
  }

  private static String said(double number) {
    return number == Math.rint(number)
        ? String.valueOf(Math.round(number))
        : String.valueOf(number);
  }

  private static String read(JsonNode value) {
    return "; read: " + value;
  }

  /** A rate in percent with its source, which must both be there. */
  double percent(JsonNode node) {
    text(node, "source");
    return number(node, "percent", 0, 100);
  }
}
