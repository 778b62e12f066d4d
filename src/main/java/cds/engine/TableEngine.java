package cds.engine;

import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.pattern;
import static org.drools.model.PatternDSL.rule;

import cds.knowledge.Cell;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.model.Model;
import org.drools.model.PatternDSL;
import org.drools.model.Variable;
import org.drools.model.functions.Predicate1;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/**
 * Tables of one level as one Drools knowledge base, built as a canonical model: no source is
 * generated, no compiler is on the class path, and a cell can test but never run anything. Each row
 * is one rule with one pattern on the one fact. Every row that holds fires; the order of firing
 * means nothing.
 */
public final class TableEngine {

  private final KieBase knowledge;
  private final int rows;

  /** The fact: a situation and the rows that hold for it. */
  record Firing(Situation situation, List<Table.Row> hits) {}

  private TableEngine(KieBase knowledge, int rows) {
    this.knowledge = knowledge;
    this.rows = rows;
  }

  /**
   * Compiles tables.
   *
   * @throws IllegalArgumentException when two rows have the same key: Drools would drop one
   *     silently
   */
  public static TableEngine compile(List<Table> tables) {
    ModelImpl model = new ModelImpl();
    Conditions conditions = new Conditions();
    Set<String> names = new HashSet<>();
    for (Table table : tables) {
      for (Table.Row row : table.rows()) {
        if (!names.add(row.key())) {
          throw new IllegalArgumentException("two rows are called " + row.key());
        }
        model.addRule(compile(table, row, conditions));
      }
    }
    return new TableEngine(KieBaseBuilder.createKieBaseFromModel((Model) model), names.size());
  }

  private static org.drools.model.Rule compile(Table table, Table.Row row, Conditions conditions) {
    Variable<Firing> fact = declarationOf(Firing.class, "firing");
    PatternDSL.PatternDef<Firing> pattern = pattern(fact);
    for (int i = 0; i < row.cells().size(); i++) {
      Cell cell = row.cells().get(i);
      if (!cell.any()) {
        Conditions.Condition condition = conditions.of(table.inputs().get(i).ordinal(), cell);
        pattern = pattern.expr(condition.id(), condition.predicate());
      }
    }
    return rule(table.id(), row.key())
        .build(pattern, on(fact).execute(firing -> firing.hits().add(row)));
  }

  /** All rows that hold for a situation, in no particular order. */
  public List<Table.Row> fire(Situation situation) {
    List<Table.Row> hits = new ArrayList<>();
    KieSession session = knowledge.newKieSession();
    try {
      session.insert(new Firing(situation, hits));
      session.fireAllRules(rows + 1);
    } finally {
      session.dispose();
    }
    return hits;
  }

  /**
   * Makes id and predicate of a condition from one value. Drools shares nodes by id: equal ids with
   * different tests would answer wrongly without a word, so nothing else may make an id.
   */
  static final class Conditions {

    private final Map<String, Condition> byId = new HashMap<>();

    record Condition(String id, Predicate1<Firing> predicate) {}

    Condition of(int ordinal, Cell cell) {
      return byId.computeIfAbsent(
          ordinal + " " + cell.normal(),
          id -> new Condition(id, firing -> cell.test(firing.situation().get(ordinal))));
    }
  }
}
