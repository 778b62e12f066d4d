package cds.proof;

import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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

  /** The mistake that lies between a right table and a wrong one. */
  static Mutant of(Table right, Table wrong, String where, String column, String says) {
    Set<Table.Row> before = same(right);
    Set<Table.Row> after = same(wrong);
    List<Table.Row> touched =
        Stream.concat(
                right.rows().stream().filter(row -> !after.contains(row)),
                wrong.rows().stream().filter(row -> !before.contains(row)))
            .toList();
    return new Mutant(wrong, touched, where, column, says);
  }

  private static Set<Table.Row> same(Table table) {
    Set<Table.Row> rows = Collections.newSetFromMap(new IdentityHashMap<>());
    rows.addAll(table.rows());
    return rows;
  }

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
