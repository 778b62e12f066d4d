package cds.engine;

import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.alphaIndexedBy;
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
import org.drools.model.Index;
import org.drools.model.Model;
import org.drools.model.PatternDSL;
import org.drools.model.Variable;
import org.drools.model.functions.Predicate1;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/**
 * Tables as one Drools knowledge base, built as a canonical model: no source is generated, no
 * compiler is on the class path, and a cell can test but never run anything. Each row is one rule
 * with one pattern on one fact. Every row that holds fires; the order of firing means nothing.
 * Tables stand on levels: those of a level are tested together, when all that they test is known.
 */
public final class TableEngine {

  /** What Drools calls the index by which it finds the rows of a level, of all levels. */
  private static final int LEVEL = 0;

  private final KieBase knowledge;
  private final int rows;

  /** The fact: a level, a situation and the rows of that level that hold for it. */
  record Firing(int level, Situation situation, List<Table.Row> hits) {}

  private TableEngine(KieBase knowledge, int rows) {
    this.knowledge = knowledge;
    this.rows = rows;
  }

  /** Compiles tables of a single level. */
  public static TableEngine compile(List<Table> tables) {
    return compileLevels(List.of(tables));
  }

  /**
   * Compiles the tables of each level.
   *
   * @throws IllegalArgumentException when two rows have the same key: Drools would drop one
   *     silently
   */
  public static TableEngine compileLevels(List<List<Table>> levels) {
    ModelImpl model = new ModelImpl();
    Conditions conditions = new Conditions();
    Set<String> names = new HashSet<>();
    for (int level = 0; level < levels.size(); level++) {
      for (Table table : levels.get(level)) {
        for (Table.Row row : table.rows()) {
          if (!names.add(row.key())) {
            throw new IllegalArgumentException("two rows are called " + row.key());
          }
          model.addRule(compile(level, table, row, conditions));
        }
      }
    }
    return new TableEngine(KieBaseBuilder.createKieBaseFromModel((Model) model), names.size());
  }

  private static org.drools.model.Rule compile(
      int level, Table table, Table.Row row, Conditions conditions) {
    Variable<Firing> fact = declarationOf(Firing.class, "firing");
    Conditions.Condition first = conditions.of(level);
    PatternDSL.PatternDef<Firing> pattern =
        pattern(fact)
            .expr(
                first.id(),
                first.predicate(),
                alphaIndexedBy(
                    Integer.class, Index.ConstraintType.EQUAL, LEVEL, Firing::level, level));
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

  /** All rows of the first level that hold for a situation, in no particular order. */
  public List<Table.Row> fire(Situation situation) {
    try (Run run = begin()) {
      return run.fire(0, situation);
    }
  }

  /** Begins the evaluation of one patient, to be closed. */
  public Run begin() {
    return new Run(knowledge.newKieSession());
  }

  /** The evaluation of one patient, level by level: opening a session costs more than a level. */
  public final class Run implements AutoCloseable {

    private final KieSession session;

    private Run(KieSession session) {
      this.session = session;
    }

    /** All rows of a level that hold for a situation, in no particular order. */
    public List<Table.Row> fire(int level, Situation situation) {
      List<Table.Row> hits = new ArrayList<>();
      session.insert(new Firing(level, situation, hits));
      session.fireAllRules(rows + 1);
      return hits;
    }

    @Override
    public void close() {
      session.dispose();
    }
  }

  /**
   * Makes id and predicate of a condition from one value. Drools shares nodes by id: equal ids with
   * different tests would answer wrongly without a word, so nothing else may make an id.
   */
  static final class Conditions {

    private final Map<String, Condition> byId = new HashMap<>();

    record Condition(String id, Predicate1<Firing> predicate) {}

    /** That a level is asked about; first of all conditions, so that others are not tested. */
    Condition of(int level) {
      return byId.computeIfAbsent(
          "level " + level, id -> new Condition(id, firing -> firing.level() == level));
    }

    Condition of(int ordinal, Cell cell) {
      return byId.computeIfAbsent(
          ordinal + " " + cell.normal(),
          id -> new Condition(id, firing -> cell.test(firing.situation().get(ordinal))));
    }
  }
}
