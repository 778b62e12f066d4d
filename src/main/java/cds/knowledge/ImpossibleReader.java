package cds.knowledge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the pairs of values that no patient can have. A release without the file has none. */
final class ImpossibleReader {

  static final String FILE = "rules/dictionary/impossible.yaml";

  private static final List<String> KEYS = List.of("why", "never", "at-most");

  private final Map<String, DataElement> elements;
  private final Map<String, Parameter> parameters;
  private final Problems problems;

  ImpossibleReader(
      Map<String, DataElement> elements, Map<String, Parameter> parameters, Problems problems) {
    this.elements = elements;
    this.parameters = parameters;
    this.problems = problems;
  }

  Impossible read(RuleFiles files) {
    List<Impossible.Pair> pairs = new ArrayList<>();
    for (JsonNode spec : Yaml.readList(files, FILE, problems).root()) {
      Impossible.Pair pair = pair(spec);
      if (pair != null) {
        pairs.add(pair);
      }
    }
    return new Impossible(pairs);
  }

  private Impossible.@Nullable Pair pair(JsonNode spec) {
    Set<String> names = names(spec);
    String why = spec.path("why").asString("").strip();
    String row = names.isEmpty() ? why : String.join(", ", names);
    problems.refuseUnknown(FILE, row, spec, KEYS);
    if (why.isEmpty()) {
      problems.add(FILE, row, "why", "must say in a sentence why nobody has both");
    }
    List<DataElement> two = elements(row, names);
    if (two.size() != 2) {
      return null;
    }
    List<Impossible.Exclusion> exclusions = new ArrayList<>();
    for (JsonNode never : spec.path("never")) {
      exclusions.add(never(row, two, never));
    }
    if (spec.has("at-most")) {
      exclusions.add(atMost(row, two, spec.path("at-most")));
    }
    return new Impossible.Pair(two.get(0), two.get(1), why, exclusions);
  }

  /** The names an entry speaks of, in the order written. */
  private static Set<String> names(JsonNode spec) {
    Set<String> names = new LinkedHashSet<>();
    spec.path("never").forEach(never -> names.addAll(never.propertyNames()));
    for (Map.Entry<String, JsonNode> most : spec.path("at-most").properties()) {
      names.add(most.getKey());
      names.add(most.getValue().asString(""));
    }
    return names;
  }

  /** The two elements of an entry; fewer or more when it cannot be read. */
  private List<DataElement> elements(String row, Set<String> names) {
    if (names.size() != 2) {
      problems.add(
          FILE,
          row,
          "",
          "an entry speaks of two data elements, in never: [{element: cell, other: cell}] or"
              + " at-most: {element: other}; this names "
              + names.size());
      return List.of();
    }
    List<DataElement> found = new ArrayList<>();
    for (String name : names) {
      DataElement element = elements.get(name);
      if (element == null) {
        problems.add(
            FILE,
            row,
            name,
            "no data element '" + name + "'" + Problems.nearest(name, elements.keySet()));
      } else if (!element.isTestable()) {
        problems.add(FILE, row, name, "a " + element.type().word() + " cannot be tested in a cell");
      } else {
        found.add(element);
      }
    }
    return found;
  }

  private Impossible.Never never(String row, List<DataElement> two, JsonNode spec) {
    Map<DataElement, Cell> cells = new LinkedHashMap<>();
    for (DataElement element : two) {
      String text = spec.path(element.name()).asString("");
      try {
        cells.put(element, Cell.parse(text, element, this::parameter));
      } catch (IllegalArgumentException e) {
        problems.add(FILE, row, element.name(), String.valueOf(e.getMessage()));
      }
    }
    return new Impossible.Never(cells);
  }

  private BigDecimal parameter(String name) {
    Parameter found = parameters.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "no shared parameter '" + name + "'" + Problems.nearest(name, parameters.keySet()));
    }
    return found.value();
  }

  private Impossible.AtMost atMost(String row, List<DataElement> two, JsonNode spec) {
    if (spec.size() != 1) {
      problems.add(FILE, row, "at-most", "must hold one pair, as in {element: other}");
    }
    for (DataElement element : two) {
      if (!element.isNumeric()) {
        problems.add(
            FILE,
            row,
            "at-most",
            element.name() + " is a " + element.type().word() + ", no number");
      }
    }
    boolean written = spec.has(two.get(0).name());
    return new Impossible.AtMost(two.get(written ? 0 : 1), two.get(written ? 1 : 0));
  }
}
