package cds.web.workbench;

import cds.knowledge.Evidence;
import cds.knowledge.Parameter;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A source that a rule rests on.
 *
 * @param source the source
 * @param what the tables and numbers that name it
 */
record Grounds(Evidence source, String what) {

  /** Everything that a rule rests on: the rule itself, its tables, its own numbers. */
  static List<Grounds> of(RuleSet rules, Rule rule) {
    Map<String, List<String>> uses = new LinkedHashMap<>();
    String own = rule.extra().path("source").asString("");
    if (!own.isEmpty()) {
      add(uses, own, "the whole rule");
    }
    for (Table table : rule.tables()) {
      String name = "table " + table.id().substring(rule.id().length() + 1);
      for (Table.Row row : table.rows()) {
        add(uses, row.source().key(), name);
      }
    }
    for (Parameter parameter : rule.parameters().values()) {
      add(uses, parameter.source(), parameter.name());
    }
    List<Grounds> grounds = new ArrayList<>();
    uses.forEach(
        (key, what) -> {
          Evidence source = rules.sources().get(key);
          if (source != null) {
            grounds.add(new Grounds(source, String.join(", ", what)));
          }
        });
    return grounds;
  }

  private static void add(Map<String, List<String>> uses, String source, String what) {
    List<String> all = uses.computeIfAbsent(source, key -> new ArrayList<>());
    if (!all.contains(what)) {
      all.add(what);
    }
  }
}
