package cds.decide;

import cds.derive.Derivation;
import cds.derive.Derivations;
import cds.derive.NoChart;
import cds.engine.Hits;
import cds.engine.TableEngine;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Finding;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Everything that can run once all lower levels have run.
 *
 * @param number its number, from 0
 * @param derivations elements that are derived, in order
 * @param tables tables, with the rule each stands in
 * @param policies policies whose criteria are known by now
 */
record Level(int number, List<Derived> derivations, Map<Table, Rule> tables, List<Rule> policies) {

  /**
   * An element that is derived.
   *
   * @param inputs the elements it is derived from
   */
  record Derived(DataElement element, Derivation derivation, List<DataElement> inputs) {}

  static Level of(int number, EvaluationOrder.Step step, Derivations derivations, RuleSet rules) {
    List<Derived> elements = new ArrayList<>();
    for (DataElement element : step.elements()) {
      Derivations.Compiled compiled = derivations.all().get(element);
      if (compiled != null) {
        List<DataElement> inputs = compiled.inputs().stream().map(rules::element).toList();
        elements.add(new Derived(element, compiled.derivation(), inputs));
      }
    }
    return new Level(number, elements, step.tables(), step.policies());
  }

  /**
   * Derives its elements.
   *
   * @param recorded gives the value of an element that cannot be derived without a chart
   */
  void derive(Derivation.Context context, Function<DataElement, DataValue> recorded) {
    GivenUp.check();
    for (Derived derived : derivations) {
      context.situation().set(derived.element(), value(derived, context, recorded));
    }
  }

  private static DataValue value(
      Derived derived, Derivation.Context context, Function<DataElement, DataValue> recorded) {
    DataValue value;
    try {
      value = derived.derivation().derive(context);
    } catch (NoChart e) {
      return recorded.apply(derived.element());
    }
    for (DataElement input : derived.inputs()) {
      if (taints(context.situation().get(input), value)) {
        return value.markedUnconfirmed();
      }
    }
    return value;
  }

  /** An input that rests on an unconfirmed fact taints what its resources went into. */
  private static boolean taints(DataValue input, DataValue value) {
    return input.isUnconfirmed()
        && !input.sources().isEmpty()
        && value.sources().containsAll(input.sources());
  }

  /** Runs its tables: adds findings and criteria, and writes the outputs. */
  void evaluate(
      TableEngine.Run run,
      Situation situation,
      List<Finding> findings,
      Map<String, Hits.Criterion> criteria) {
    if (tables.isEmpty()) {
      return;
    }
    Map<String, List<Table.Row>> holding = new HashMap<>();
    for (Table.Row row : run.fire(number, situation)) {
      holding.computeIfAbsent(row.table(), table -> new ArrayList<>(2)).add(row);
    }
    List<Hits> results = new ArrayList<>();
    tables.forEach(
        (table, rule) -> {
          List<Table.Row> own = holding.getOrDefault(table.id(), List.of());
          Hits hits = Hits.of(rule, table, own, situation);
          results.add(hits);
          Hits.Criterion criterion = hits.criterion();
          if (criterion != null) {
            criteria.put(table.id(), criterion);
          }
        });
    results.forEach(hits -> findings.addAll(hits.findings()));
    results.forEach(hits -> hits.write(situation));
  }
}
