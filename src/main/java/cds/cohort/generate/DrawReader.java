package cds.cohort.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Reads how values come about: one of a closed set of kinds, each by its key. */
final class DrawReader {

  /** Calculations with one operation, and the kinds that have keys of their own. */
  private static final Set<String> CALCULATIONS =
      Set.of("sum", "difference", "product", "quotient", "smallest", "largest");

  private static final Set<String> KINDS = kinds();
  private static final Draw NONE = new Draw.Constant(Double.NaN);

  private final Names names;
  private final TabledReader tabled;
  private final WhenReader whens;

  /** Takes the values known so far, and the tables of the release. */
  DrawReader(Names names, Tables tables) {
    this.names = names;
    this.tabled = new TabledReader(tables, names, this);
    this.whens = new WhenReader(names);
  }

  private static Set<String> kinds() {
    Set<String> kinds = new TreeSet<>(CALCULATIONS);
    kinds.addAll(
        Set.of(
            "percent", "choice", "whole", "uniform", "normal", "follows", "curve", "lookup",
            "points", "born", "cases", "value"));
    return kinds;
  }

  /** The keys of kinds. */
  static Set<String> known() {
    return KINDS;
  }

  /** Reads conditions. */
  WhenReader whens() {
    return whens;
  }

  /** A number, the name of a value that was drawn before, or a draw of its own. */
  Draw number(JsonNode node, Place place) {
    if (node.isNumber()) {
      return new Draw.Constant(node.asDouble());
    }
    if (node.isString()) {
      return new Draw.Named(names.required(node.asString(), place).slot());
    }
    if (node.isObject()) {
      place.allow(node, KINDS);
      return draw(node, place);
    }
    place.say("must be a number, the name of a value drawn before, or a draw; read: " + node);
    return NONE;
  }

  /** Reads the draw of an object that has the key of exactly one kind, among others. */
  Draw draw(JsonNode node, Place place) {
    List<String> read = node.propertyNames().stream().filter(KINDS::contains).toList();
    if (read.size() != 1) {
      place.say(
          (read.isEmpty() ? "says not how it is drawn" : "is drawn in several ways: " + read)
              + "; allowed is one of "
              + String.join(", ", KINDS));
      return NONE;
    }
    String kind = read.get(0);
    JsonNode of = node.path(kind);
    Place at = place.at(kind);
    return switch (kind) {
      case "percent" -> new Draw.Chance(place.number(node, kind, 0, 100));
      case "choice" -> choice(of, at);
      case "whole" -> new Draw.Whole(end(of, 0, at), end(of, 1, at));
      case "uniform" -> new Draw.Uniform(end(of, 0, at), end(of, 1, at));
      case "normal" -> normal(of, at, Set.of());
      case "follows" -> follows(of, at);
      case "curve" -> tabled.curve(of, at);
      case "lookup" -> tabled.lookup(of, at);
      case "points" -> points(of, at);
      case "born" -> {
        at.allow(of, Set.of("months", "days"));
        yield new Reckoned.Calendar(
            number(of.path("months"), at.at("months")), number(of.path("days"), at.at("days")));
      }
      case "cases" -> cases(of, at);
      case "value" -> number(of, at);
      default -> calculated(kind, of, at);
    };
  }

  private Draw end(JsonNode ends, int index, Place place) {
    if (!ends.isArray() || ends.size() != 2) {
      place.say("must be two numbers such as [1, 60]; read: " + ends);
      return NONE;
    }
    return number(ends.get(index), place);
  }

  private static Draw choice(JsonNode options, Place place) {
    List<Double> percents = new ArrayList<>();
    for (String option : options.propertyNames()) {
      percents.add(place.number(options, option, 0, 100));
    }
    double sum = percents.stream().mapToDouble(Double::doubleValue).sum();
    if (Math.abs(sum - 100) > 1e-9) {
      place.say("the options must be 100 percent together; read: " + sum);
    }
    return percents.isEmpty() ? NONE : new Draw.Choice(percents);
  }

  private Draw.Normal normal(JsonNode node, Place place, Set<String> more) {
    Set<String> keys = new TreeSet<>(more);
    keys.addAll(Set.of("mean", "deviation", "from", "to"));
    place.allow(node, keys);
    return new Draw.Normal(
        number(node.path("mean"), place.at("mean")),
        number(node.path("deviation"), place.at("deviation")),
        number(node.path("from"), place.at("from")),
        number(node.path("to"), place.at("to")));
  }

  private Draw follows(JsonNode node, Place place) {
    return new Draw.Follows(
        number(node.path("leader"), place.at("leader")),
        place.number(node, "at", 1e-9, 1e9),
        place.number(node, "most", 0, 1e9),
        normal(node, place, Set.of("leader", "at", "most")));
  }

  private Draw points(JsonNode node, Place place) {
    place.allow(node, Set.of("at", "through"));
    List<Reckoned.Line.Point> points = new ArrayList<>();
    for (JsonNode point : node.path("through")) {
      Place here = place.at("through").at(points.size());
      points.add(new Reckoned.Line.Point(end(point, 0, here), end(point, 1, here)));
    }
    if (points.isEmpty()) {
      place.say("'through' must hold points such as [[0, 1], [112, 0.5]]");
      return NONE;
    }
    return new Reckoned.Line(number(node.path("at"), place.at("at")), points);
  }

  private Draw cases(JsonNode node, Place place) {
    List<Reckoned.Cases.Case> cases = new ArrayList<>();
    for (JsonNode one : node) {
      Place here = place.at(cases.size());
      here.allow(one, Set.of("when", "then"));
      cases.add(
          new Reckoned.Cases.Case(
              whens.read(one.path("when"), here.at("when")),
              number(one.path("then"), here.at("then"))));
    }
    if (cases.isEmpty()) {
      place.say("must be a list of 'when' and 'then'");
    }
    return new Reckoned.Cases(cases);
  }

  private Draw calculated(String kind, JsonNode node, Place place) {
    List<Draw> numbers = new ArrayList<>();
    for (JsonNode one : node) {
      numbers.add(number(one, place.at(numbers.size())));
    }
    if (!node.isArray() || numbers.size() < 2) {
      place.say("must be a list of two or more numbers; read: " + node);
      return NONE;
    }
    return new Reckoned.Calculated(
        Reckoned.Operation.valueOf(kind.toUpperCase(Locale.ROOT)), numbers);
  }
}
