package cds.decide;

import cds.engine.TableEngine;
import cds.knowledge.Table;
import java.util.List;

/** The compiled tables of a program, level by level, as a decision runs them. */
public final class Engines {

  private Engines() {}

  /** Those of the patient. */
  public static List<TableEngine> of(Program program) {
    return program.patientLevels.stream()
        .filter(level -> !level.tables().isEmpty())
        .map(Level::engine)
        .toList();
  }

  /** The same tables. */
  public static List<Table> tables(Program program) {
    return program.patientLevels.stream().flatMap(level -> level.tables().keySet().stream()).toList();
  }
}
