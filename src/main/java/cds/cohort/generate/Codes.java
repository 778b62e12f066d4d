package cds.cohort.generate;

import cds.knowledge.Problems;
import cds.knowledge.RuleFiles;
import cds.knowledge.Terminology;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The codes that a model may use: those of value sets, code systems and tables of the release, and
 * no others.
 */
final class Codes {

  private final Terminology terminology;
  private final Tables tables;

  /** Where each table that holds codes has them. */
  private final Map<String, CodeTable> sources = new HashMap<>();

  /**
   * A table of codes.
   *
   * @param system the code system of all of them, or the column that says it
   * @param systemIsColumn which of the two
   */
  private record CodeTable(
      String file, String system, boolean systemIsColumn, String code, String display) {}

  /** Reads the terminology of a release; what is wrong with it is said elsewhere. */
  Codes(RuleFiles files, Tables tables) {
    this.terminology = Terminology.read(files, new Problems());
    this.tables = tables;
  }

  /** Reads which tables hold codes. */
  void readTables(JsonNode node, Place place) {
    for (String name : node.propertyNames()) {
      Place here = place.at(name);
      JsonNode table = node.path(name);
      here.allow(table, Set.of("table", "system", "system-column", "code", "display", "note"));
      boolean column = table.has("system-column");
      sources.put(
          name,
          new CodeTable(
              here.text(table, "table"),
              here.text(table, column ? "system-column" : "system"),
              column,
              here.text(table, "code"),
              here.text(table, "display")));
    }
  }

  /** Whether an object of a form stands for a code. */
  static boolean isCode(JsonNode node) {
    return node.has("valueset") || node.has("codesystem") || node.has("code-table");
  }

  /** The Codings that an object of a form stands for, one of which is picked, in JSON. */
  List<byte[]> codings(JsonNode node, Place place) {
    List<ObjectNode> found = new ArrayList<>();
    if (node.has("valueset")) {
      place.allow(node, Set.of("valueset", "system", "code", "pick"));
      found.addAll(ofValueSet(node, place));
    } else if (node.has("codesystem")) {
      place.allow(node, Set.of("codesystem", "code"));
      found.addAll(ofCodeSystem(node, place));
    } else {
      place.allow(node, Set.of("code-table", "where", "pick"));
      found.addAll(ofTable(node, place));
    }
    boolean first = node.has("pick");
    if (first && !node.path("pick").asString("").equals("first")) {
      place.say("'pick' can only be 'first'; without it any of the codes is picked");
    }
    return found.stream()
        .limit(first ? 1 : found.size())
        .map(coding -> coding.toString().getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private List<ObjectNode> ofValueSet(JsonNode node, Place place) {
    String id = place.text(node, "valueset");
    List<Terminology.Concept> all =
        terminology.valueSet(id).map(Terminology.ValueSet::concepts).orElse(List.of());
    if (terminology.valueSet(id).isEmpty()) {
      place.unknown("value set", id, terminology.ids());
      return List.of();
    }
    List<ObjectNode> found =
        all.stream()
            .filter(one -> !node.has("system") || matches(node, "system", one.system()))
            .filter(one -> !node.has("code") || matches(node, "code", one.code()))
            .map(one -> coding(one.system(), one.code(), one.display()))
            .toList();
    if (found.isEmpty()) {
      place.say("the value set '" + id + "' holds no such code; read: " + node);
    }
    return found;
  }

  private static boolean matches(JsonNode node, String key, String value) {
    return node.path(key).asString("").equals(value);
  }

  private List<ObjectNode> ofCodeSystem(JsonNode node, Place place) {
    String id = place.text(node, "codesystem");
    String code = place.text(node, "code");
    Terminology.CodeSystem system = terminology.codeSystem(id);
    String display = system.displays().get(code);
    if (display == null) {
      place.unknown("code of the code system '" + id + "'", code, system.displays().keySet());
      return List.of();
    }
    return List.of(coding(system.url(), code, display));
  }

  private List<ObjectNode> ofTable(JsonNode node, Place place) {
    String name = place.text(node, "code-table");
    CodeTable source = sources.get(name);
    if (source == null) {
      place.unknown("table among 'code-tables'", name, sources.keySet());
      return List.of();
    }
    Map<String, String> wanted = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : node.path("where").properties()) {
      wanted.put(one.getKey(), one.getValue().asString(""));
    }
    return Tables.where(tables.rows(source.file(), place), wanted, place.at("where")).stream()
        .map(
            row ->
                coding(
                    source.systemIsColumn()
                        ? row.getOrDefault(source.system(), "")
                        : source.system(),
                    row.getOrDefault(source.code(), ""),
                    row.getOrDefault(source.display(), "")))
        .toList();
  }

  private static ObjectNode coding(String system, String code, String display) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("system", system)
        .put("code", code)
        .put("display", display);
  }
}
