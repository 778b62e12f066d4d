package cds.authoring.mutation;

import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.util.List;

/**
 * A table with one mistake in it.
 *
 * @param table the table with the mistake
 * @param touched rows that only the right table has, or only the wrong one
 * @param where the row, or the shared number, that is wrong
 * @param column the column that is wrong; empty when the whole row is
 * @param says what was there, and what is there now
 */
record Mutant(Table table, List<Table.Row> touched, String where, String column, String says) {

  /** Whether the mistake can matter in a situation: elsewhere the same rows hold as before. */
  boolean concerns(Situation situation) {
    for (Table.Row row : touched) {
      if (table.holds(row, situation)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return table.id() + "#" + where + (column.isEmpty() ? "" : " " + column) + ": " + says;
  }
}
