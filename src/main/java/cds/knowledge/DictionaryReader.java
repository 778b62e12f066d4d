package cds.knowledge;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads sources, parameters and data elements. */
final class DictionaryReader {

  static final String ELEMENTS = "rules/dictionary/elements/";
  static final String PARAMETERS = "rules/dictionary/parameters.yaml";
  static final String SOURCES = "rules/sources.yaml";

  private static final Set<String> OWN_KEYS =
      Set.of("type", "unit", "label", "domain", "values", "always", "scope", "kind", "note");

  private final RuleFiles files;
  private final Problems problems;

  DictionaryReader(RuleFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  Map<String, Evidence> sources() {
    Map<String, Evidence> sources = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry :
        Yaml.read(files, SOURCES, problems).root().properties()) {
      String label = entry.getValue().path("label").asString("");
      if (label.isEmpty()) {
        problems.add(SOURCES, entry.getKey(), "label", "must be given");
      }
      String url = entry.getValue().path("url").asString("");
      sources.put(entry.getKey(), new Evidence(entry.getKey(), label, url.isEmpty() ? null : url));
    }
    return sources;
  }

  Map<String, Parameter> parameters() {
    return parameters(PARAMETERS, Yaml.read(files, PARAMETERS, problems).root());
  }

  /** Reads {@code name: {value, unit, since, source, confidence}}. */
  Map<String, Parameter> parameters(String file, JsonNode node) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      JsonNode spec = entry.getValue();
      String name = entry.getKey();
      problems.refuseUnknown(
          file,
          name,
          spec,
          Set.of("value", "unit", "since", "source", "confidence", "note", "earlier"));
      Confidence confidence = Confidence.ofWord(spec.path("confidence").asString("")).orElse(null);
      if (!spec.path("value").isNumber() || !spec.has("unit") || confidence == null) {
        problems.add(
            file, name, "", "a parameter needs value (a number), unit, since, source, confidence");
        continue;
      }
      try {
        parameters.put(
            name,
            new Parameter(
                name,
                spec.path("value").decimalValue(),
                spec.path("unit").asString(""),
                LocalDate.parse(spec.path("since").asString("")),
                spec.path("source").asString(""),
                confidence,
                earlier(file, name, spec.path("earlier"))));
      } catch (DateTimeParseException e) {
        problems.add(file, name, "since", "must be a date like 2026-11-21");
      }
    }
    return parameters;
  }

  private List<Parameter.Earlier> earlier(String file, String name, JsonNode list) {
    List<Parameter.Earlier> earlier = new ArrayList<>();
    for (JsonNode past : list) {
      if (past.path("value").isNumber()) {
        earlier.add(
            new Parameter.Earlier(
                past.path("value").decimalValue(),
                LocalDate.parse(past.path("since").asString("")),
                past.path("source").asString("")));
      } else {
        problems.add(file, name, "earlier", "an earlier value needs value (a number) and since");
      }
    }
    return earlier;
  }

  /** Reads every data element; ordinals follow the order of files and entries. */
  Map<String, DataElement> elements(Units units) {
    Map<String, DataElement> elements = new LinkedHashMap<>();
    for (String file : files.under(ELEMENTS, ".yaml")) {
      for (Map.Entry<String, JsonNode> entry :
          Yaml.read(files, file, problems).root().properties()) {
        DataElement element =
            element(file, entry.getKey(), entry.getValue(), elements.size(), units);
        DataElement other = element == null ? null : elements.putIfAbsent(entry.getKey(), element);
        if (other != null) {
          problems.add(file, entry.getKey(), "", "the name is taken in " + other.file());
        }
      }
    }
    return elements;
  }

  private @Nullable DataElement element(
      String file, String name, JsonNode spec, int ordinal, Units units) {
    DataElement.Type type =
        Stream.of(DataElement.Type.values())
            .filter(t -> t.word().equals(spec.path("type").asString("")))
            .findFirst()
            .orElse(null);
    if (type == null) {
      Set<String> words =
          Stream.of(DataElement.Type.values())
              .map(DataElement.Type::word)
              .collect(Collectors.toSet());
      problems.add(
          file,
          name,
          "type",
          "'" + spec.path("type").asString("") + "' is no type; known: " + words);
      return null;
    }
    List<String> values = new ArrayList<>();
    if (type == DataElement.Type.BOOLEAN) {
      values.addAll(List.of("yes", "no"));
    }
    spec.path("values").forEach(value -> values.add(value.asString("")));
    if (type == DataElement.Type.CODE && values.isEmpty()) {
      problems.add(file, name, "values", "a code element must list its values");
    }
    String unit = spec.has("unit") ? spec.path("unit").asString("") : null;
    if (unit != null && !units.isCanonical(unit)) {
      problems.add(
          file,
          name,
          "unit",
          "unknown unit '" + unit + "'" + Problems.nearest(unit, units.canonical()));
    }
    String kind = spec.path("kind").asString("");
    if (kind.isEmpty()) {
      problems.add(file, name, "kind", "must say how the element is derived");
    }
    ObjectNode args = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> arg : spec.properties()) {
      if (!OWN_KEYS.contains(arg.getKey())) {
        args.set(arg.getKey(), arg.getValue());
      }
    }
    return new DataElement(
        name,
        ordinal,
        type,
        unit,
        List.copyOf(values),
        ReferenceReader.range(problems, file, name, "domain", spec.path("domain").asString("")),
        spec.path("label").asString(name.replace('_', ' ')),
        spec.path("always").asBoolean(false),
        spec.path("scope").asString("patient").equals("order"),
        kind,
        args,
        file);
  }
}
