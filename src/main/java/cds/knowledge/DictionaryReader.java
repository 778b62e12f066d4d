package cds.knowledge;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code rules/dictionary}, {@code rules/reference} and {@code rules/sources.yaml}. */
final class DictionaryReader {

  static final String ELEMENTS = "rules/dictionary/elements/";
  static final String PARAMETERS = "rules/dictionary/parameters.yaml";
  static final String INSTRUMENTS = "rules/dictionary/instruments.yaml";
  static final String REFERENCE = "rules/reference/";
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
      refuseUnknown(
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
                confidence));
      } catch (DateTimeParseException e) {
        problems.add(file, name, "since", "must be a date like 2026-11-21");
      }
    }
    return parameters;
  }

  Map<String, Instrument> instruments(Terminology terminology, Units units) {
    Map<String, Instrument> instruments = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry :
        Yaml.read(files, INSTRUMENTS, problems).root().properties()) {
      String code = entry.getKey();
      JsonNode spec = entry.getValue();
      refuseUnknown(
          INSTRUMENTS,
          code,
          spec,
          Set.of(
              "title",
              "codes",
              "unit",
              "unit-required",
              "range",
              "step",
              "older-scale",
              "ages",
              "formula",
              "rater",
              "source",
              "note"));
      Range range = range(INSTRUMENTS, code, "range", spec.path("range").asString(""));
      String valueSet = spec.path("codes").asString("");
      String unit = spec.path("unit").asString("");
      if (terminology.valueSet(valueSet).isEmpty()) {
        problems.add(
            INSTRUMENTS,
            code,
            "codes",
            "no value set '" + valueSet + "'" + Problems.nearest(valueSet, terminology.ids()));
      }
      if (!units.isCanonical(unit)) {
        problems.add(
            INSTRUMENTS,
            code,
            "unit",
            "unknown unit '" + unit + "'" + Problems.nearest(unit, units.canonical()));
      }
      if (range == null) {
        problems.add(INSTRUMENTS, code, "range", "must be given, as in [0..72]");
        continue;
      }
      instruments.put(
          code,
          new Instrument(
              code,
              spec.path("title").asString(code),
              valueSet,
              unit,
              spec.path("unit-required").asBoolean(false),
              range,
              decimal(spec.path("step")),
              decimal(spec.path("older-scale")),
              spec.has("ages")
                  ? range(INSTRUMENTS, code, "ages", spec.path("ages").asString(""))
                  : null,
              spec.has("formula") ? spec.path("formula").asString("") : null,
              spec.path("rater").asString("").equals("clinician")));
    }
    return instruments;
  }

  private static @Nullable BigDecimal decimal(JsonNode node) {
    return node.isNumber() ? node.decimalValue() : null;
  }

  private @Nullable Range range(String file, String row, String column, String text) {
    try {
      return text.isEmpty() ? null : Range.parse(text, BigDecimal::new);
    } catch (IllegalArgumentException e) {
      problems.add(file, row, column, "'" + text + "' is no range; allowed: [0..72]");
      return null;
    }
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
        range(file, name, "domain", spec.path("domain").asString("")),
        spec.path("label").asString(name.replace('_', ' ')),
        spec.path("always").asBoolean(false),
        spec.path("scope").asString("patient").equals("order"),
        kind,
        args,
        file);
  }

  Map<String, Curve> curves() {
    Map<String, Curve> curves = new LinkedHashMap<>();
    for (String file : files.under(REFERENCE, ".csv")) {
      String name = file.substring(REFERENCE.length(), file.length() - ".csv".length());
      try (CSVParser csv =
          CSVFormat.RFC4180
              .builder()
              .setHeader()
              .setSkipHeaderRecord(true)
              .get()
              .parse(new StringReader(files.text(file).orElse("")))) {
        Set<String> groups = new LinkedHashSet<>();
        Map<String, Map<String, NavigableMap<BigDecimal, BigDecimal>>> columns = new TreeMap<>();
        for (CSVRecord row : csv) {
          String group = row.isMapped("group") ? row.get("group") : "";
          groups.add(group);
          BigDecimal x = new BigDecimal(row.get("x"));
          for (String column : csv.getHeaderNames()) {
            if (!Set.of("group", "x", "source").contains(column)) {
              columns
                  .computeIfAbsent(column, c -> new TreeMap<>())
                  .computeIfAbsent(group, g -> new TreeMap<>())
                  .put(x, new BigDecimal(row.get(column)));
            }
          }
        }
        curves.put(name, new Curve(name, groups, columns));
      } catch (IOException | IllegalArgumentException e) {
        problems.add(file, "not readable as a curve (columns group, x, values): " + e.getMessage());
      }
    }
    return curves;
  }

  void refuseUnknown(String file, String row, JsonNode node, Set<String> known) {
    for (String key : node.propertyNames()) {
      if (!known.contains(key)) {
        problems.add(file, row, key, "unknown key" + Problems.nearest(key, known));
      }
    }
  }
}
