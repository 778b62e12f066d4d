package cds.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The value sets of {@code fhir-profiles/valuesets}: which of them hold a code. A code system with
 * an {@code is-a} filter is hierarchical by prefix (ICD): {@code L20} holds {@code L20.81}.
 */
public final class Terminology {

  private static final String FOLDER = "fhir-profiles/valuesets/";
  private static final String SYSTEMS = "fhir-profiles/codesystems/";

  private static final Pattern PACKAGE_CODE = Pattern.compile("(\\d{4,5})-(\\d{3,4})-(\\d{1,2})");

  private final Map<String, ValueSet> valueSets = new LinkedHashMap<>();
  private final Set<String> systems = new LinkedHashSet<>();
  private final Map<String, CodeSystem> codeSystems = new LinkedHashMap<>();
  private final Map<Code, Set<String>> byCode = new HashMap<>();
  private final Map<String, List<Prefix>> byPrefix = new HashMap<>();
  private final Map<String, List<Prefix>> excluded = new HashMap<>();

  /** A code of a code system with its display. */
  public record Concept(String system, String code, String display) {}

  /**
   * A value set.
   *
   * @param id last part of its canonical
   * @param title short plain name, used on cards
   * @param concepts enumerated concepts, in file order
   */
  public record ValueSet(String id, String title, List<Concept> concepts) {}

  /**
   * A code system of ours.
   *
   * @param url its canonical
   * @param displays display by code, in file order
   */
  public record CodeSystem(String url, Map<String, String> displays) {}

  private record Code(String system, String code) {}

  private record Prefix(String prefix, String valueSet) {}

  private Terminology() {}

  /** Reads every value set; what cannot be read is a problem. */
  public static Terminology read(RuleFiles files, Problems problems) {
    Terminology terminology = new Terminology();
    JsonMapper json = new JsonMapper();
    for (String path : files.under(FOLDER, ".json")) {
      parse(files, path, json, problems)
          .filter(node -> isValueSet(path, node, problems))
          .ifPresent(node -> terminology.add(id(path), node));
    }
    for (String path : files.under(SYSTEMS, ".json")) {
      parse(files, path, json, problems).ifPresent(node -> terminology.addSystem(id(path), node));
    }
    return terminology;
  }

  /** A part that names neither codes nor a filter would hold every code of its system. */
  private static boolean isValueSet(String path, JsonNode node, Problems problems) {
    int before = problems.found().size();
    if (!node.path("resourceType").asString("").equals("ValueSet")) {
      problems.add(path, "must be a ValueSet");
    }
    for (JsonNode part : node.path("compose").path("include")) {
      String system = part.path("system").asString("");
      if (system.isBlank()) {
        problems.add(path, "", "system", "each part of a value set names its code system");
      }
      if (part.path("concept").isEmpty() && part.path("filter").isEmpty()) {
        problems.add(path, system, "concept", "names neither codes nor a filter");
      }
      for (JsonNode concept : part.path("concept")) {
        require(path, system, "code", concept, problems);
        require(path, concept.path("code").asString(""), "display", concept, problems);
      }
      for (JsonNode filter : part.path("filter")) {
        require(path, system, "value", filter, problems);
      }
    }
    return problems.found().size() == before;
  }

  private static void require(
      String path, String row, String member, JsonNode part, Problems problems) {
    if (!part.path(member).isString() || part.path(member).asString().isBlank()) {
      problems.add(path, row, member, "must be given as text");
    }
  }

  private static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1, path.length() - ".json".length());
  }

  private static Optional<JsonNode> parse(
      RuleFiles files, String path, JsonMapper json, Problems problems) {
    try {
      return files.text(path).map(json::readTree);
    } catch (JacksonException e) {
      problems.add(path, "not readable as JSON: " + e.getOriginalMessage());
      return Optional.empty();
    }
  }

  private void addSystem(String id, JsonNode node) {
    Map<String, String> displays = new LinkedHashMap<>();
    for (JsonNode concept : node.path("concept")) {
      String code = concept.path("code").asString("");
      displays.put(code, concept.path("display").asString(code));
    }
    codeSystems.put(id, new CodeSystem(node.path("url").asString(""), displays));
  }

  private void add(String id, JsonNode node) {
    List<Concept> concepts = new ArrayList<>();
    for (JsonNode include : node.path("compose").path("include")) {
      String system = include.path("system").asString("");
      systems.add(system);
      for (JsonNode concept : include.path("concept")) {
        String code = concept.path("code").asString("");
        concepts.add(new Concept(system, code, concept.path("display").asString(code)));
        byCode.computeIfAbsent(new Code(system, code), c -> new LinkedHashSet<>()).add(id);
      }
      addPrefixes(byPrefix, system, include, id);
    }
    for (JsonNode exclude : node.path("compose").path("exclude")) {
      addPrefixes(excluded, exclude.path("system").asString(""), exclude, id);
    }
    valueSets.put(id, new ValueSet(id, node.path("title").asString(id), List.copyOf(concepts)));
  }

  private static void addPrefixes(
      Map<String, List<Prefix>> prefixes, String system, JsonNode part, String id) {
    for (JsonNode filter : part.path("filter")) {
      prefixes
          .computeIfAbsent(system, s -> new ArrayList<>())
          .add(new Prefix(filter.path("value").asString(""), id));
    }
  }

  /**
   * Every code that a value set names, with its display; those that a filter names without one.
   *
   * @return by the id of the value set
   */
  public Map<String, Set<Concept>> named() {
    Map<String, Set<Concept>> named = new TreeMap<>();
    valueSets.forEach((id, set) -> named.put(id, new LinkedHashSet<>(set.concepts())));
    byPrefix.forEach(
        (system, prefixes) ->
            prefixes.forEach(
                prefix ->
                    named
                        .computeIfAbsent(prefix.valueSet(), id -> new LinkedHashSet<>())
                        .add(new Concept(system, prefix.prefix(), ""))));
    return named;
  }

  /** Ids of the value sets that hold this code; empty for a code nobody knows. */
  public Set<String> holding(String system, String given) {
    String code = unhyphenated(given);
    Set<String> exact = byCode.getOrDefault(new Code(system, code), Set.of());
    List<Prefix> prefixes = byPrefix.get(system);
    if (prefixes == null) {
      return exact;
    }
    Set<String> all = new LinkedHashSet<>(exact);
    for (Prefix prefix : prefixes) {
      if (code.startsWith(prefix.prefix())) {
        all.add(prefix.valueSet());
      }
    }
    for (Prefix prefix : excluded.getOrDefault(system, List.of())) {
      if (code.startsWith(prefix.prefix())) {
        all.remove(prefix.valueSet());
      }
    }
    return all;
  }

  /**
   * A package code in its 11 digits: labels print it in three parts with leading zeros left out.
   */
  private static String unhyphenated(String code) {
    Matcher parts = PACKAGE_CODE.matcher(code);
    return parts.matches()
        ? padded(parts.group(1), 5) + padded(parts.group(2), 4) + padded(parts.group(3), 2)
        : code;
  }

  private static String padded(String digits, int length) {
    return "0".repeat(length - digits.length()) + digits;
  }

  /** Whether any value set holds codes of this code system. */
  public boolean knows(String system) {
    return systems.contains(system);
  }

  /** One value set, if it exists. */
  public Optional<ValueSet> valueSet(String id) {
    return Optional.ofNullable(valueSets.get(id));
  }

  /** The value sets, sorted by their files. */
  public List<ValueSet> valueSets() {
    return List.copyOf(valueSets.values());
  }

  /** The display of a code in the first value set that enumerates it. */
  public Optional<String> display(String system, String code) {
    return byCode.getOrDefault(new Code(system, code), Set.of()).stream()
        .flatMap(id -> valueSet(id).stream())
        .flatMap(valueSet -> valueSet.concepts().stream())
        .filter(concept -> concept.system().equals(system) && concept.code().equals(code))
        .map(Concept::display)
        .findFirst();
  }

  /** One of our code systems; an empty one when it does not exist. */
  public CodeSystem codeSystem(String id) {
    return codeSystems.getOrDefault(id, new CodeSystem("", Map.of()));
  }

  /** Ids of all value sets. */
  public Set<String> ids() {
    return valueSets.keySet();
  }
}
