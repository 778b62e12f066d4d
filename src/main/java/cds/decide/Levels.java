package cds.decide;

import cds.derive.Derivations;
import cds.engine.TableEngine;
import cds.knowledge.RuleSet;
import cds.knowledge.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The levels of one scope, in the order in which they run.
 *
 * @param all the levels
 * @param engine their tables, compiled
 */
record Levels(List<Level> all, TableEngine engine) {

  static Levels of(List<EvaluationOrder.Step> steps, Derivations derivations, RuleSet rules) {
    List<Level> levels = new ArrayList<>();
    List<List<Table>> tables = new ArrayList<>();
    for (EvaluationOrder.Step step : steps) {
      levels.add(Level.of(levels.size(), step, derivations, rules));
      tables.add(List.copyOf(step.tables().keySet()));
    }
    return new Levels(List.copyOf(levels), TableEngine.compileLevels(tables));
  }
}
