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
import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Everything that can run once all lower levels have run.
 *
 * @param derivations elements that are derived
 * @param tables tables, with the rule each stands in
 * @param engine those tables, compiled
 * @param policies policies whose criteria are known by now
 */
record Level(
    Map<DataElement, Derivations.Compiled> derivations,
    Map<Table, Rule> tables,
    TableEngine engine,
    List<Rule> policies) {

  static Level of(EvaluationOrder.Step step, Derivations derivations) {
    Map<DataElement, Derivations.Compiled> elements = new LinkedHashMap<>();
    step.elements()
        .forEach(
            element -> {
              Derivations.Compiled compiled = derivations.all().get(element);
              if (compiled != null) {
                elements.put(element, compiled);
              }
            });
    return new Level(
        elements,
        step.tables(),
        TableEngine.compile(List.copyOf(step.tables().keySet())),
        step.policies());
  }

  /**
   * Derives its elements.
   *
   * @param recorded gives the value of an element that cannot be derived without a chart
   */
  void derive(Derivation.Context context, Function<DataElement, DataValue> recorded) {
    GivenUp.check();
    derivations.forEach(
        (element, compiled) ->
            context.situation().set(element, value(element, compiled, context, recorded)));
  }

  private static DataValue value(
      DataElement element,
      Derivations.Compiled compiled,
      Derivation.Context context,
      Function<DataElement, DataValue> recorded) {
    DataValue value;
    try {
      value = compiled.derivation().derive(context);
    } catch (NoChart e) {
      return recorded.apply(element);
    }
    boolean unconfirmed =
        compiled.inputs().stream().anyMatch(input -> taints(context.get(input), value));
    return unconfirmed ? value.markedUnconfirmed() : value;
  }

  /** An input that rests on an unconfirmed fact taints what its resources went into. */
  private static boolean taints(DataValue input, DataValue value) {
    return input.isUnconfirmed()
        && !input.sources().isEmpty()
        && value.sources().containsAll(input.sources());
  }

  /** Runs its tables: adds findings and criteria, and writes the outputs. */
  void evaluate(Situation situation, List<Finding> findings, Map<String, Hits.Criterion> criteria) {
    if (tables.isEmpty()) {
      return;
    }
    List<Table.Row> holding = engine.fire(situation);
    List<Hits> results = new ArrayList<>();
    tables.forEach(
        (table, rule) -> {
          Hits hits = Hits.of(rule, table, holding, situation);
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
