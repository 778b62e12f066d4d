package cds.decide;

import cds.engine.TableEngine;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.util.List;

/** The compiled tables of a program, level by level, as a decision runs them. */
public final class Engines {

  private Engines() {}

  /** Tests all tables of the patient; gives the number of rows that hold. */
  public static int fire(Program program, Situation situation) {
    int hits = 0;
    try (TableEngine.Run run = program.patient.engine().begin()) {
      for (Level level : program.patient.all()) {
        hits += level.tables().isEmpty() ? 0 : run.fire(level.number(), situation).size();
      }
    }
    return hits;
  }

  /** The same tables. */
  public static List<Table> tables(Program program) {
    return program.patient.all().stream()
        .flatMap(level -> level.tables().keySet().stream())
        .toList();
  }
}
