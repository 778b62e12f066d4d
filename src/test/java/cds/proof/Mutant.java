package cds.proof;

import cds.knowledge.Table;

/**
 * A table with one mistake in it.
 *
 * @param table the table with the mistake
 * @param where the row, or the shared number, that is wrong
 * @param column the column that is wrong; empty when the whole row is
 * @param says what was there, and what is there now
 */
record Mutant(Table table, String where, String column, String says) {

  @Override
  public String toString() {
    return table.id() + "#" + where + (column.isEmpty() ? "" : " " + column) + ": " + says;
  }
}
