package cds.decide;

import cds.derive.Derivations;
import cds.knowledge.DataElement;
import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The order in which derivations, tables and policies run: each after everything it reads. Follows
 * from names alone; a cycle or an element given twice is a problem.
 *
 * @param patient steps for the patient
 * @param orders steps for each draft order
 */
record EvaluationOrder(List<Step> patient, List<Step> orders) {

  /** What runs together: nothing in a step reads anything else in it. */
  record Step(List<DataElement> elements, Map<Table, Rule> tables, List<Rule> policies) {}

  /** A derivation, a table or a policy. Exactly one of the three is set. */
  private record Node(
      String name,
      Set<String> reads,
      Set<String> writes,
      boolean perOrder,
      @Nullable DataElement element,
      @Nullable Table table,
      @Nullable Rule rule) {

    /** The file its author must open. */
    String file() {
      return element != null
          ? element.file()
          : table != null ? table.file() : "rules/" + name + "/rule.yaml";
    }
  }

  static EvaluationOrder of(
      RuleSet rules, Derivations derivations, String label, Problems problems) {
    Levels levels = new Levels(nodes(rules, derivations, label), problems);
    return new EvaluationOrder(levels.steps(false), levels.steps(true));
  }

  private static List<Node> nodes(RuleSet rules, Derivations derivations, String label) {
    List<Node> nodes = new ArrayList<>();
    derivations
        .all()
        .forEach(
            (element, compiled) ->
                nodes.add(
                    new Node(
                        element.name(),
                        compiled.inputs(),
                        Set.of(element.name()),
                        element.perOrder(),
                        element,
                        null,
                        null)));
    for (Rule rule : rules.rules()) {
      for (Table table : rule.tables()) {
        Set<String> writes = new LinkedHashSet<>(names(table.outputs()));
        writes.add(table.id());
        nodes.add(
            new Node(
                table.id(), names(table.inputs()), writes, table.perOrder(), null, table, rule));
      }
      if (rule.criteria() != null) {
        Set<String> reads = new LinkedHashSet<>(rule.criteriaTables());
        Set<String> writes = new LinkedHashSet<>();
        writes.add(Rule.verdictElement(rule.name()));
        if (rule.name().equals(label)) {
          writes.add(Rule.verdictElement("label"));
        }
        nodes.add(new Node(rule.id(), reads, writes, false, null, null, rule));
      }
    }
    return nodes;
  }

  private static Set<String> names(List<DataElement> elements) {
    Set<String> names = new LinkedHashSet<>();
    elements.forEach(element -> names.add(element.name()));
    return names;
  }

  /** Longest paths through the graph. */
  private static final class Levels {

    private final List<Node> nodes;
    private final Problems problems;
    private final Map<String, Node> writers = new HashMap<>();
    private final Map<Node, Integer> levels = new HashMap<>();
    private final Set<Node> open = new LinkedHashSet<>();

    Levels(List<Node> nodes, Problems problems) {
      this.nodes = nodes;
      this.problems = problems;
      for (Node node : nodes) {
        for (String name : node.writes()) {
          Node other = writers.putIfAbsent(name, node);
          if (other != null) {
            problems.add(
                node.file(), name, "", "given twice: by " + other.name() + " and " + node.name());
          }
        }
      }
      nodes.forEach(this::level);
    }

    private int level(Node node) {
      Integer known = levels.get(node);
      if (known != null) {
        return known;
      }
      if (!open.add(node)) {
        problems.add(
            node.file(),
            node.name(),
            "",
            "cycle: "
                + String.join(
                    " reads ",
                    open.stream().dropWhile(other -> !other.equals(node)).map(Node::name).toList())
                + " reads "
                + node.name());
        return 0;
      }
      int level = 0;
      for (String name : node.reads()) {
        Node writer = writers.get(name);
        if (writer == null) {
          continue;
        }
        if (writer.perOrder() && !node.perOrder()) {
          problems.add(
              node.file(), node.name(), name, "belongs to one order; " + node.name() + " does not");
        }
        level = Math.max(level, level(writer) + 1);
      }
      open.remove(node);
      levels.put(node, level);
      return level;
    }

    List<Step> steps(boolean perOrder) {
      Map<Integer, Step> steps = new TreeMap<>();
      for (Node node : nodes) {
        if (node.perOrder() != perOrder) {
          continue;
        }
        Step step =
            steps.computeIfAbsent(
                levels.getOrDefault(node, 0),
                level -> new Step(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>()));
        if (node.element() != null) {
          step.elements().add(node.element());
        } else if (node.table() != null && node.rule() != null) {
          step.tables().put(node.table(), node.rule());
        } else if (node.rule() != null) {
          step.policies().add(node.rule());
        }
      }
      return List.copyOf(steps.values());
    }
  }
}
