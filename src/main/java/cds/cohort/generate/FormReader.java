package cds.cohort.generate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compiles one form. In it, {@code <name>} stands for what the line gives, {@code ${name}} for a
 * value of the patient, {@code ${day:name}} for the day so many days ago, {@code {reference:
 * "${patient}"}} for the Reference to the patient, {@code {shared: id}} for one to a resource that
 * all patients share; an object that names codes stands for one Coding.
 */
final class FormReader {

  private static final Pattern GIVEN = Pattern.compile("<([\\w-]+)>");
  private static final Pattern VALUE = Pattern.compile("\\$\\{(day:)?([^{}]+)\\}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final String PATIENT = "${patient}";

  private final Map<String, JsonNode> given;
  private final Set<String> used = new TreeSet<>();
  private final Pieces pieces;
  private final Names names;
  private final Codes codes;
  private final Forms forms;

  /** Takes what is given, and where the pieces go. */
  FormReader(Map<String, JsonNode> given, Pieces pieces, Names names, Codes codes, Forms forms) {
    this.given = given;
    this.pieces = pieces;
    this.names = names;
    this.codes = codes;
    this.forms = forms;
  }

  /** The names of what was given and has a place in the form. */
  Set<String> used() {
    return used;
  }

  /** Compiles a part of the form. */
  void read(JsonNode part, Place place) {
    if (Codes.isCode(part)) {
      List<byte[]> codings = codes.codings(filled(part, place), place);
      if (codings.isEmpty()) {
        place.say("stands for no code");
      }
      pieces.addOneOf(codings);
    } else if (part.has("shared")) {
      forms
          .reference(filled(part, place).path("shared").asString(""), place)
          .ifPresent(reference -> pieces.add("{\"reference\":\"" + reference + "\"}"));
    } else if (part.path("reference").asString("").equals(PATIENT)) {
      pieces.add(Scene::subject);
    } else if (part.isObject()) {
      members(part, place);
    } else if (part.isArray()) {
      elements(part, place);
    } else if (part.isString()) {
      text(part.asString(), place);
    } else {
      pieces.add(part.toString());
    }
  }

  private void members(JsonNode object, Place place) {
    String before = "{";
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      pieces.add(before + JsonNodeFactory.instance.stringNode(member.getKey()) + ":");
      read(member.getValue(), place.at(member.getKey()));
      before = ",";
    }
    pieces.add(object.isEmpty() ? "{}" : "}");
  }

  private void elements(JsonNode array, Place place) {
    String before = "[";
    int index = 0;
    for (JsonNode element : array) {
      pieces.add(before);
      read(element, place.at(index++));
      before = ",";
    }
    pieces.add(array.isEmpty() ? "[]" : "]");
  }

  /** The texts of an object with what the line gives. */
  private JsonNode filled(JsonNode object, Place place) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      JsonNode value = member.getValue();
      if (value.isString()) {
        copy.put(member.getKey(), filled(value.asString(), place));
      } else if (value.isObject()) {
        copy.set(member.getKey(), filled(value, place));
      } else {
        copy.set(member.getKey(), value);
      }
    }
    return copy;
  }

  private String filled(String text, Place place) {
    return GIVEN
        .matcher(text)
        .replaceAll(name -> Matcher.quoteReplacement(given(name.group(1), place).asString("")));
  }

  private JsonNode given(String name, Place place) {
    used.add(name);
    JsonNode value = given.get(name);
    if (value == null) {
      place.say("the line must give <" + name + ">");
      return JsonNodeFactory.instance.stringNode("");
    }
    return value;
  }

  private void text(String text, Place place) {
    Matcher whole = GIVEN.matcher(text);
    if (whole.matches() && !given(whole.group(1), place).isString()) {
      read(given(whole.group(1), place), place);
      return;
    }
    String filled = filled(text, place);
    Matcher value = VALUE.matcher(filled);
    if (value.matches() && value.group(1) == null && isNumber(value.group(2))) {
      number(value.group(2), place);
      return;
    }
    pieces.add("\"");
    int from = 0;
    value.reset();
    while (value.find()) {
      pieces.addInQuotes(filled.substring(from, value.start()));
      inText(value.group(1) != null, value.group(2), place);
      from = value.end();
    }
    pieces.addInQuotes(filled.substring(from)).add("\"");
  }

  private boolean isNumber(String name) {
    return names.find(name).map(value -> value.options().isEmpty()).orElse(true);
  }

  private void number(String name, Place place) {
    if (NUMBER.matcher(name).matches()) {
      pieces.add(name);
      return;
    }
    Names.Known value = names.required(name, place);
    if (value.decimals() < 0) {
      place.say("'" + name + "' is written, so its draw must say its 'decimals'");
    }
    pieces.addNumber(new Draw.Named(value.slot()), value.decimals(), name);
  }

  private void inText(boolean day, String name, Place place) {
    if (day && NUMBER.matcher(name).matches()) {
      pieces.addDay(new Draw.Constant(Double.parseDouble(name)), name);
      return;
    }
    Names.Known value = names.required(name, place);
    if (day) {
      pieces.addDay(new Draw.Named(value.slot()), name);
    } else if (value.options().isEmpty()) {
      number(name, place);
    } else {
      pieces.addOption(new Draw.Named(value.slot()), value.options(), name);
    }
  }
}
