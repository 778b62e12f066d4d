package cds.knowledge;

import cds.chart.DataKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads {@code rules/services.yaml}: the CDS services and what they ask for. */
final class ServicesReader {

  static final String SERVICES = "rules/services.yaml";
  private static final List<String> SERVICE_KEYS =
      List.of(
          "hook",
          "title",
          "description",
          "prefetch",
          "required",
          "speaks-when",
          "orders",
          "verdict",
          "verdict-urgency",
          "silent-verdict-when",
          "urgent-only-unless");

  private final RuleFiles files;
  private final Problems problems;

  ServicesReader(RuleFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /**
   * Reads the services.
   *
   * @param elements the dictionary, for the elements that services name
   * @param instruments whose codes belong into the prefetch template of Observations
   * @param terminology where those codes stand
   */
  Map<String, ServiceDefinition> read(
      Map<String, DataElement> elements,
      Map<String, Instrument> instruments,
      Terminology terminology) {
    Set<String> codes = observationCodes(instruments, terminology);
    Map<String, ServiceDefinition> services = new LinkedHashMap<>();
    JsonNode root = Yaml.read(files, SERVICES, problems).root();
    for (Map.Entry<String, JsonNode> entry : root.path("services").properties()) {
      String id = entry.getKey();
      JsonNode spec = entry.getValue();
      Map<DataKind, String> prefetch = new LinkedHashMap<>();
      for (DataKind kind : kinds(id, spec.path("prefetch"))) {
        prefetch.put(kind, template(kind, codes, terminology));
      }
      problems.refuseUnknown(SERVICES, id, spec, SERVICE_KEYS);
      for (String key : List.of("speaks-when", "silent-verdict-when", "urgent-only-unless")) {
        String element = spec.path(key).asString("");
        if (!element.isEmpty() && !elements.containsKey(element)) {
          problems.add(
              SERVICES,
              id,
              key,
              "no data element '" + element + "'" + Problems.nearest(element, elements.keySet()));
        }
      }
      services.put(
          id,
          new ServiceDefinition(
              id,
              spec.path("hook").asString(""),
              spec.path("title").asString(""),
              spec.path("description").asString("").strip(),
              root.path("usage-requirements").asString("").strip(),
              prefetch,
              Set.copyOf(kinds(id, spec.path("required"))),
              spec.path("speaks-when").asString(""),
              word(id, spec, "orders", ServiceDefinition.Orders.class, "none"),
              word(id, spec, "verdict", ServiceDefinition.Showing.class, "always"),
              Urgency.ofWord(spec.path("verdict-urgency").asString("info")).orElse(Urgency.INFO),
              root.path("on-treatment").asString(""),
              context(root, elements),
              root.path("time-limits").valueStream().map(l -> l.asString("")).toList(),
              spec.path("silent-verdict-when").asString(""),
              spec.path("urgent-only-unless").asString("")));
    }
    return services;
  }

  private List<String> context(JsonNode root, Map<String, DataElement> elements) {
    List<String> context = new ArrayList<>();
    for (JsonNode name : root.path("context")) {
      context.add(name.asString(""));
      if (!elements.containsKey(name.asString(""))) {
        problems.add(
            SERVICES,
            "",
            "context",
            "no data element '"
                + name.asString("")
                + "'"
                + Problems.nearest(name.asString(""), elements.keySet()));
      }
    }
    return context;
  }

  private <E extends Enum<E>> E word(
      String service, JsonNode spec, String key, Class<E> type, String otherwise) {
    String word = spec.path(key).asString(otherwise);
    List<String> known =
        EnumSet.allOf(type).stream()
            .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    if (!known.contains(word)) {
      problems.add(
          SERVICES, service, key, "'" + word + "' is not known" + Problems.nearest(word, known));
    }
    return type.getEnumConstants()[Math.max(0, known.indexOf(word))];
  }

  private List<DataKind> kinds(String service, JsonNode keys) {
    List<DataKind> kinds = new ArrayList<>();
    for (JsonNode key : keys) {
      DataKind kind = DataKind.ofKey(key.asString("")).orElse(null);
      if (kind == null) {
        Set<String> known =
            EnumSet.allOf(DataKind.class).stream().map(DataKind::key).collect(Collectors.toSet());
        problems.add(
            SERVICES,
            service,
            "prefetch",
            "no kind of data '"
                + key.asString("")
                + "'"
                + Problems.nearest(key.asString(""), known));
      } else {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  /** A template that every CDS Hooks 2.0.1 client can resolve. */
  private static String template(DataKind kind, Set<String> valueSets, Terminology terminology) {
    if (kind == DataKind.PATIENT) {
      return "Patient/{{context.patientId}}";
    }
    String query = kind.resourceType() + "?patient={{context.patientId}}";
    if (kind != DataKind.OBSERVATIONS) {
      return query;
    }
    Set<String> codes = new TreeSet<>();
    for (String valueSet : valueSets) {
      terminology
          .valueSet(valueSet)
          .ifPresent(set -> set.concepts().forEach(c -> codes.add(c.system() + "|" + c.code())));
    }
    return query + ServiceDefinition.CODES + String.join(",", codes);
  }

  /** Value sets of the Observations that derivations use: scores, and what services.yaml lists. */
  private Set<String> observationCodes(
      Map<String, Instrument> instruments, Terminology terminology) {
    Set<String> valueSets = new TreeSet<>();
    Yaml.read(files, SERVICES, problems)
        .root()
        .path("observation-codes")
        .forEach(id -> valueSets.add(id.asString("")));
    for (String id : valueSets) {
      if (terminology.valueSet(id).isEmpty()) {
        problems.add(
            SERVICES,
            "observation-codes",
            "",
            "no value set '" + id + "'" + Problems.nearest(id, terminology.ids()));
      }
    }
    instruments.values().forEach(instrument -> valueSets.add(instrument.valueSet()));
    return valueSets;
  }
}
