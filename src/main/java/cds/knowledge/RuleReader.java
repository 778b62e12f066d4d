package cds.knowledge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one rule folder: {@code rule.yaml} and its tables. */
final class RuleReader {

  private static final Set<String> KEYS =
      Set.of(
          "title",
          "kind",
          "owner",
          "status",
          "version",
          "review-due",
          "recommendation",
          "when",
          "then",
          "not-when",
          "parameters",
          "tables",
          "criteria",
          "findings",
          "order",
          "source",
          "unconfirmed",
          "services");
  private static final List<String> PROSE = List.of("recommendation", "when", "then", "not-when");
  private static final Set<String> TABLE_KEYS =
      Set.of("hit", "complete", "scope", "guards", "stage", "note");

  private final RuleFiles files;
  private final RuleSetParts parts;
  private final Problems problems;

  RuleReader(RuleFiles files, RuleSetParts parts, Problems problems) {
    this.files = files;
    this.parts = parts;
    this.problems = problems;
  }

  /** Reads the folder whose {@code rule.yaml} this is. */
  Rule read(String file) {
    String folder = file.substring(0, file.length() - "rule.yaml".length());
    String id = folder.substring("rules/".length(), folder.length() - 1);
    JsonNode root = Yaml.read(files, file, problems).root();
    DictionaryReader dictionary = new DictionaryReader(files, problems);
    problems.refuseUnknown(file, "", root, KEYS);
    for (String key :
        List.of("title", "owner", "status", "version", "review-due", "when", "then")) {
      if (root.path(key).asString("").isBlank()) {
        problems.add(file, "", key, "must be given");
      }
    }
    Map<String, Parameter> own = dictionary.parameters(file, root.path("parameters"));
    own.values().forEach(parameter -> checkSource(file, parameter));
    Function<String, @Nullable BigDecimal> lookup = name -> parameter(name, own);
    List<Table> tables = tables(file, folder, id, root.path("tables"), lookup);
    Map<String, String> prose = new LinkedHashMap<>();
    PROSE.forEach(key -> prose.put(key, root.path(key).asString("").strip()));
    return new Rule(
        id,
        kind(file, root.path("kind").asString("general")),
        root.path("title").asString(id),
        root.path("owner").asString(""),
        root.path("status").asString(""),
        root.path("version").asString(""),
        root.path("review-due").asString(""),
        prose,
        own,
        tables,
        root.has("criteria") ? criteria(file, id, root.path("criteria"), tables) : null,
        new FindingReader(parts, problems).read(file, id, root.path("findings")),
        root);
  }

  private Rule.Kind kind(String file, String word) {
    return switch (word) {
      case "policy" -> Rule.Kind.POLICY;
      case "dosing" -> Rule.Kind.DOSING;
      case "general" -> Rule.Kind.GENERAL;
      default -> {
        problems.add(file, "", "kind", "'" + word + "' is no kind; known: policy, dosing, general");
        yield Rule.Kind.GENERAL;
      }
    };
  }

  private void checkSource(String file, Parameter parameter) {
    if (!parts.sources().containsKey(parameter.source())) {
      problems.add(
          file,
          parameter.name(),
          "source",
          "'"
              + parameter.source()
              + "' is no source"
              + Problems.nearest(parameter.source(), parts.sources().keySet()));
    }
  }

  private @Nullable BigDecimal parameter(String name, Map<String, Parameter> own) {
    Parameter found = own.getOrDefault(name, parts.parameters().get(name));
    if (found == null) {
      Set<String> known = new TreeSet<>(own.keySet());
      known.addAll(parts.parameters().keySet());
      throw new IllegalArgumentException(
          "no parameter '" + name + "'" + Problems.nearest(name, known));
    }
    return found.value();
  }

  private List<Table> tables(
      String file,
      String folder,
      String id,
      JsonNode specs,
      Function<String, @Nullable BigDecimal> lookup) {
    List<Table> tables = new ArrayList<>();
    Set<String> declared = new TreeSet<>();
    for (Map.Entry<String, JsonNode> entry : specs.properties()) {
      String name = entry.getKey();
      JsonNode spec = entry.getValue();
      String csv = folder + name + ".csv";
      declared.add(csv);
      problems.refuseUnknown(file, name, spec, TABLE_KEYS);
      String text = files.text(csv).orElse(null);
      if (text == null) {
        problems.add(file, name, "", "the table's file " + csv + " is missing");
        continue;
      }
      Table.Hit hit = hit(file, name, spec.path("hit").asString("unique"));
      boolean complete = spec.path("complete").asBoolean(hit == Table.Hit.UNIQUE);
      TableReader.Context context =
          new TableReader.Context(
              parts.elements(), lookup, parts.sources(), parts.findingCodes(), parts.reasonCodes());
      int before = problems.found().size();
      Table table =
          new TableReader(context, csv, problems)
              .read(
                  id + "/" + name,
                  text,
                  hit,
                  complete,
                  spec.path("scope").asString("patient").equals("order"),
                  names(spec, "guards"),
                  names(spec, "stage"));
      if (problems.found().size() == before) {
        TableCheck.check(table, problems);
      }
      tables.add(table);
    }
    for (String csv : files.under(folder, ".csv")) {
      if (!declared.contains(csv)) {
        problems.add(csv, "the table is not named under 'tables' of " + file);
      }
    }
    return tables;
  }

  private static Set<String> names(JsonNode spec, String key) {
    Set<String> names = new TreeSet<>();
    spec.path(key).forEach(name -> names.add(name.asString("")));
    return names;
  }

  private Table.Hit hit(String file, String table, String word) {
    return switch (word) {
      case "unique" -> Table.Hit.UNIQUE;
      case "collect" -> Table.Hit.COLLECT;
      case "highest" -> Table.Hit.HIGHEST;
      default -> {
        problems.add(
            file, table, "hit", "'" + word + "' is no hit policy; known: unique, collect, highest");
        yield Table.Hit.UNIQUE;
      }
    };
  }

  private Criteria criteria(String file, String rule, JsonNode node, List<Table> tables) {
    if (node.isString()) {
      String table = rule + "/" + node.asString();
      if (tables.stream().noneMatch(t -> t.id().equals(table))) {
        problems.add(
            file,
            "",
            "criteria",
            "no table '"
                + node.asString()
                + "'"
                + Problems.nearest(table, tables.stream().map(Table::id).toList()));
      }
      return new Criteria.One(table);
    }
    boolean any = node.has("any");
    List<Criteria> list = new ArrayList<>();
    (any ? node.path("any") : node.path("all"))
        .forEach(part -> list.add(criteria(file, rule, part, tables)));
    if (list.isEmpty()) {
      problems.add(file, "", "criteria", "needs all: [tables] or any: [tables]");
    }
    return any ? new Criteria.Any(list) : new Criteria.All(list);
  }

  /** The parts of a rule set that rule folders refer to. */
  record RuleSetParts(
      Map<String, DataElement> elements,
      Map<String, Parameter> parameters,
      Map<String, Evidence> sources,
      Set<String> findingCodes,
      Set<String> reasonCodes,
      Set<String> topics) {}
}
