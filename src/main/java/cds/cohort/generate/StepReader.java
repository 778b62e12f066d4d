package cds.cohort.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the steps of a model in their order: what a step names was drawn by one before it. */
final class StepReader {

  private static final Set<String> RATES = Set.of("percent", "choice", "normal");
  private static final String NOTE = "note";
  private static final String WHEN = "when";
  private static final String SOURCE = "source";
  private static final String DIRT = "dirt";
  private static final Draw NONE = new Draw.Constant(Double.NaN);

  private final Names names;
  private final DrawReader draws;
  private final Forms forms;
  private final boolean clean;

  /**
   * Takes what reads the parts of steps.
   *
   * @param clean whether rates of dirt are 0
   */
  StepReader(Names names, DrawReader draws, Forms forms, boolean clean) {
    this.names = names;
    this.draws = draws;
    this.forms = forms;
    this.clean = clean;
  }

  /** Reads steps. */
  List<Step> steps(JsonNode list, Place place) {
    List<Step> steps = new ArrayList<>();
    int number = 0;
    for (JsonNode node : list) {
      Place here = place.at(number++);
      if (node.has("draw")) {
        String name = here.text(node, "draw");
        steps.add(drawn(name, name, node, place.at(name)));
      } else if (node.has("line")) {
        steps.add(line(node, here.at(node.path("line").asString(""))));
      } else if (node.has("repeat")) {
        steps.add(repeated(node, place.at(node.path("repeat").asString(""))));
      } else if (node.has("group")) {
        Place group = place.at(node.path("group").asString(""));
        group.allow(node, Set.of("group", WHEN, "steps", NOTE));
        When when = draws.whens().read(node.path(WHEN), group);
        steps.add(new Step.Group(when, steps(node.path("steps"), group)));
      } else {
        here.say("a step begins with draw, line, repeat or group; read: " + node.propertyNames());
      }
    }
    if (steps.isEmpty()) {
      place.say("must be a list of steps");
    }
    return steps;
  }

  /** Reads a draw under a name, whose random numbers go by a name of their own. */
  private Step.Drawn drawn(String name, String key, JsonNode node, Place place) {
    Set<String> keys = new TreeSet<>(DrawReader.known());
    keys.addAll(Set.of("draw", WHEN, "otherwise", "decimals", SOURCE, DIRT, NOTE));
    place.allow(node, keys);
    if (RATES.stream().anyMatch(node::has)) {
      place.text(node, SOURCE);
    }
    boolean counted = node.has("percent") || node.has("choice") || node.has("whole");
    int decimals =
        counted ? 0 : node.has("decimals") ? (int) place.number(node, "decimals", 0, 6) : -1;
    List<String> options =
        node.has("choice") ? List.copyOf(node.path("choice").propertyNames()) : List.of();
    Draw draw = isLeftOut(node, place) ? new Draw.Constant(0) : draws.draw(node, place);
    When when = draws.whens().read(node.path(WHEN), place.at(WHEN));
    Draw otherwise = otherwise(node, options, place);
    return new Step.Drawn(
        names.add(name, decimals, options, place), Dice.key(key), when, draw, otherwise, decimals);
  }

  private boolean isLeftOut(JsonNode node, Place place) {
    if (node.has(DIRT) && (!node.path(DIRT).asBoolean(false) || !node.has("percent"))) {
      place.say("'dirt' can only be true, of a rate in percent");
    }
    return clean && node.has(DIRT);
  }

  private Draw otherwise(JsonNode node, List<String> options, Place place) {
    JsonNode otherwise = node.path("otherwise");
    if (otherwise.isMissingNode()) {
      return node.has("percent") ? new Draw.Constant(0) : NONE;
    }
    if (options.isEmpty()) {
      return draws.number(otherwise, place.at("otherwise"));
    }
    if (!options.contains(otherwise.asString(""))) {
      place.at("otherwise").unknown("option", otherwise.asString(""), options);
    }
    return new Draw.Constant(options.indexOf(otherwise.asString("")));
  }

  private Step line(JsonNode node, Place place) {
    place.allow(node, Set.of("line", WHEN, "with", "percent", SOURCE, DIRT, NOTE));
    String key = "line " + node.path("line").asString("") + " " + node.path("with");
    When when = draws.whens().read(node.path(WHEN), place.at(WHEN));
    double percent = node.has("percent") ? place.percent(node) : 100;
    List<Step.Drawn> own = new ArrayList<>();
    Map<String, JsonNode> given = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : node.path("with").properties()) {
      if (one.getValue().isObject()) {
        // A value of this line alone; its name is one that no model can write.
        String name = "#" + names.count();
        own.add(drawn(name, key + one.getKey(), one.getValue(), place.at(one.getKey())));
        given.put(one.getKey(), JsonNodeFactory.instance.stringNode(name));
      } else {
        given.put(one.getKey(), one.getValue());
      }
    }
    Template template = forms.template(node.path("line").asString(""), given, null, key, place);
    double rate = isLeftOut(node, place) ? 0 : percent;
    return new Step.Written(Dice.key(key), when, rate, own, template);
  }

  private Step repeated(JsonNode node, Place place) {
    place.allow(node, Set.of("repeat", WHEN, "days", "steps", NOTE));
    String name = place.text(node, "repeat");
    When when = draws.whens().read(node.path(WHEN), place.at(WHEN));
    List<Step.Repeated.Span> spans = new ArrayList<>();
    for (JsonNode span : node.path("days")) {
      spans.add(span(span, place.at("days").at(spans.size())));
    }
    int slot = names.add(name, 0, List.of(), place);
    List<Step> steps = steps(node.path("steps"), place);
    return new Step.Repeated(slot, Dice.key("days of " + name), when, spans, steps);
  }

  private Step.Repeated.Span span(JsonNode node, Place place) {
    place.allow(node, Set.of(WHEN, "at", "from", "to", "every"));
    When when = draws.whens().read(node.path(WHEN), place.at(WHEN));
    if (node.has("at")) {
      Draw day = draws.number(node.path("at"), place.at("at"));
      return new Step.Repeated.Span(when, day, day, new Draw.Constant(Integer.MAX_VALUE));
    }
    return new Step.Repeated.Span(
        when,
        draws.number(node.path("from"), place.at("from")),
        draws.number(node.path("to"), place.at("to")),
        draws.number(node.path("every"), place.at("every")));
  }
}
