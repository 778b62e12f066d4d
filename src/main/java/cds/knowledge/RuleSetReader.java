package cds.knowledge;

import cds.chart.DataKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads and checks a whole rule release; an author sees every mistake at once. */
public final class RuleSetReader {

  static final String SERVICES = "rules/services.yaml";
  static final String REASONS = "rules/reasons.yaml";

  private final RuleFiles files;
  private final Problems problems;

  private RuleSetReader(RuleFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /**
   * Reads a release.
   *
   * @param files its texts
   * @param problems collects what is wrong; the result is not to be used unless there is nothing
   */
  public static RuleSet read(RuleFiles files, Problems problems) {
    return new RuleSetReader(files, problems).read();
  }

  private RuleSet read() {
    Terminology terminology = Terminology.read(files, problems);
    Units units = Units.read(files, problems);
    DictionaryReader dictionary = new DictionaryReader(files, problems);
    ReferenceReader references = new ReferenceReader(files, problems);
    Map<String, Evidence> sources = dictionary.sources();
    Map<String, DataElement> elements = dictionary.elements(units);
    Map<String, Instrument> instruments = references.instruments(terminology, units);
    RuleReader.RuleSetParts parts =
        new RuleReader.RuleSetParts(
            elements,
            dictionary.parameters(),
            sources,
            terminology.codeSystem("finding").displays().keySet(),
            terminology.codeSystem("eligibility-reason").displays().keySet(),
            terminology.codeSystem("topic").displays().keySet());
    RuleReader reader = new RuleReader(files, parts, problems);
    List<Rule> rules = files.under("rules/", "/rule.yaml").stream().map(reader::read).toList();
    checkOwners(rules);
    rules.forEach(rule -> RuleCase.read(files, rule, problems));
    return new RuleSet(
        files.release(),
        terminology,
        units,
        Drugs.read(files, terminology, problems),
        Vocabulary.read(files, problems),
        elements,
        parts.parameters(),
        instruments,
        references.curves(),
        sources,
        reasons(parts.reasonCodes()),
        rules,
        services(elements, observationCodes(instruments, terminology), terminology));
  }

  /** Every finding a table can raise has exactly one text. */
  private void checkOwners(List<Rule> rules) {
    Map<String, String> owners = new HashMap<>();
    for (Rule rule : rules) {
      for (String code : rule.findings().keySet()) {
        String other = owners.putIfAbsent(code, rule.id());
        boolean alternative = rule.kind() != Rule.Kind.GENERAL;
        if (other != null && !alternative) {
          problems.add(
              "rules/" + rule.id() + "/rule.yaml", code, "", "the text already stands in " + other);
        }
      }
    }
    for (Rule rule : rules) {
      for (Table table : rule.tables()) {
        for (Table.Row row : table.rows()) {
          if (row.finding() != null && !owners.containsKey(row.finding())) {
            problems.add(
                table.file(),
                row.id(),
                ">finding",
                row.finding() + " has no text in any rule.yaml");
          }
        }
      }
    }
  }

  private Map<String, RuleSet.ReasonText> reasons(Set<String> codes) {
    Map<String, RuleSet.ReasonText> reasons = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry :
        Yaml.read(files, REASONS, problems).root().properties()) {
      if (!codes.contains(entry.getKey())) {
        problems.add(
            REASONS,
            entry.getKey(),
            "",
            "no such reason" + Problems.nearest(entry.getKey(), codes));
      }
      reasons.put(
          entry.getKey(),
          new RuleSet.ReasonText(
              entry.getKey(),
              entry.getValue().path("short").asString(""),
              entry.getValue().path("says").asString(""),
              entry.getValue().path("ask").asString("")));
    }
    for (String code : codes) {
      if (!reasons.containsKey(code)) {
        problems.add(REASONS, code, "", "the reason has no text");
      }
    }
    return reasons;
  }

  private Map<String, ServiceDefinition> services(
      Map<String, DataElement> elements, Set<String> codes, Terminology terminology) {
    Map<String, ServiceDefinition> services = new LinkedHashMap<>();
    JsonNode root = Yaml.read(files, SERVICES, problems).root();
    for (Map.Entry<String, JsonNode> entry : root.path("services").properties()) {
      String id = entry.getKey();
      JsonNode spec = entry.getValue();
      Map<DataKind, String> prefetch = new LinkedHashMap<>();
      for (DataKind kind : kinds(id, spec.path("prefetch"))) {
        prefetch.put(kind, template(kind, codes, terminology));
      }
      for (String key : List.of("speaks-when", "silent-verdict-when")) {
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
              spec.path("orders").asBoolean(false),
              Urgency.ofWord(spec.path("verdict-urgency").asString("info")).orElse(Urgency.INFO),
              root.path("on-treatment").asString(""),
              spec.path("silent-verdict-when").asString("")));
    }
    return services;
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
    return query + "&code=" + String.join(",", codes);
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
