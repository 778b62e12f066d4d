package cds.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Kinds about measurements, scores and numbers made of them, in words. */
final class NumberWords {

  private static final Map<String, String> CHECKS =
      Map.of(
          "out-of-range", "the newest value is outside the range of its instrument",
          "older-scale", "the newest value belongs to an older scale",
          "wrong-age", "the instrument is not meant for the patient's age",
          "step", "the newest value has decimals its instrument does not have",
          "recompute", "the newest total differs from the total of its components",
          "duplicate", "different values on one day",
          "jump", "the newest two values differ by more than the limit");

  private final ElementWords words;

  NumberWords(ElementWords words) {
    this.words = words;
  }

  void register(Map<String, Function<Told, String>> kinds) {
    kinds.put("newest", this::newest);
    kinds.put("any-observation", this::observation);
    kinds.put("score", this::score);
    kinds.put(
        "any-score", one -> "any value on record of " + words.instruments(one, "instruments"));
    kinds.put("score-check", this::check);
    kinds.put(
        "compare",
        one -> words.label(one, "left") + ", compared with " + words.label(one, "right"));
    kinds.put("difference", one -> words.label(one, "of") + " minus " + words.label(one, "minus"));
    kinds.put("scaled", one -> words.label(one, "of") + " times " + words.number(one, "factor"));
    kinds.put(
        "percent-fall",
        one ->
            "fall from "
                + words.label(one, "from")
                + " to "
                + words.label(one, "to")
                + ", in percent of the former");
    kinds.put("days-between", this::days);
    kinds.put("piecewise-linear", this::curve);
    kinds.put("band-distance", this::bands);
    kinds.put("row-of", this::row);
  }

  private String newest(Told one) {
    String limit =
        one.has("max-age-of")
            ? ", not older than: " + words.label(one, "max-age-of")
            : words.ofTheLast(one, "max-age-days");
    String weaker =
        one.has("weaker")
            ? "; " + words.valueSets(one, "weaker") + " is marked “" + one.text("weaker-says") + "”"
            : "";
    return "newest usable value" + limit + ": " + words.valueSets(one, "of") + weaker;
  }

  private String observation(Told one) {
    String value = one.has("value") ? " that says " + words.valueSets(one, "value") : "";
    return "an observation"
        + words.ofTheLast(one, "days")
        + ": "
        + words.valueSets(one, "of")
        + value;
  }

  private String score(Told one) {
    StringBuilder said = new StringBuilder(one.is("pick", "lowest") ? "lowest" : "newest");
    said.append(" valid ").append(words.instruments(one, "instrument"));
    said.append(words.ofTheLast(one, "max-age-days"));
    said.append(one.has("after") ? ", dated after: " + words.label(one, "after") : "");
    said.append(one.has("up-to") ? ", dated up to: " + words.label(one, "up-to") : "");
    said.append(
        one.has("within-days") ? ", at most " + words.days(one, "within-days") + " before it" : "");
    return said.toString();
  }

  private String check(Told one) {
    String check = one.text("check");
    String limit = one.has("limit") ? ": more than " + words.number(one, "limit") : "";
    String within = one.has("within-days") ? " within " + words.days(one, "within-days") : "";
    return CHECKS.getOrDefault(check, "`" + check + "`")
        + limit
        + within
        + "; "
        + words.instruments(one, "instruments")
        + words.ofTheLast(one, "max-age-days");
  }

  private String days(Told one) {
    String to = one.has("to") ? words.label(one, "to") : "the day of evaluation";
    return "days from "
        + words.label(one, "from")
        + " to "
        + to
        + (one.node("absolute").asBoolean(false) ? ", in either direction" : "");
  }

  private String curve(Told one) {
    StringBuilder said = new StringBuilder("column `" + one.text("column") + "` of ");
    said.append(words.curve(one, "curve")).append(" at ").append(words.label(one, "x"));
    said.append(one.has("offset") ? " plus " + words.number(one, "offset") : "");
    said.append(", linear between its points");
    if (one.has("group")) {
      said.append(", for ").append(words.label(one, "group"));
      said.append(one.has("otherwise") ? " (not known: the " + one.text("otherwise") + ")" : "");
    }
    said.append(one.has("factor") ? ", times " + words.number(one, "factor") : "");
    said.append(one.node("clamp").asBoolean(false) ? "; beyond its ends the value at the end" : "");
    return said.toString();
  }

  private String bands(Told one) {
    List<String> order = new ArrayList<>();
    for (JsonNode band : one.node("order")) {
      List<String> names = new ArrayList<>();
      band.forEach(name -> names.add(name.asString("")));
      order.add(names.isEmpty() ? band.asString("") : String.join(" or ", names));
    }
    return "bands between "
        + words.label(one, "a")
        + " and "
        + words.label(one, "b")
        + " in the order "
        + String.join(", ", order);
  }

  private String row(Told one) {
    List<String> match = new ArrayList<>();
    one.node("match")
        .properties()
        .forEach(pair -> match.add(words.labels(List.of(pair.getValue().asString("")))));
    String neighbour = one.is("neighbour", "previous") ? "the row before" : "another row";
    return String.join(" and ", match)
        + " fit "
        + neighbour
        + " of table `"
        + one.text("table")
        + "`: same "
        + words.label(one, "same")
        + ", other "
        + words.label(one, "other");
  }
}
