package cds.web.workbench;

import cds.authoring.sheet.Grid;
import java.util.ArrayList;
import java.util.List;

/** What changed between two grids, in words. */
final class GridChange {

  private static final int MOST = 450;

  private GridChange() {}

  /** {@code row enough, age_months [mo]: [6..) → [7..)}; rows are told apart by their id. */
  static String says(Grid before, Grid after) {
    List<String> said = new ArrayList<>();
    int id = Math.max(0, after.header().indexOf("id"));
    for (List<String> row : after.rows()) {
      int was = before.row(row.get(id));
      if (was < 0) {
        said.add("new row " + row.get(id));
      } else {
        for (int column = 0; column < row.size(); column++) {
          String old = before.rows().get(was).get(column);
          if (!old.equals(row.get(column))) {
            said.add(
                "row %s, %s: %s → %s"
                    .formatted(row.get(id), after.header().get(column), old, row.get(column)));
          }
        }
      }
    }
    before.rows().stream()
        .map(row -> row.get(id))
        .filter(name -> after.row(name) < 0)
        .forEach(name -> said.add("row " + name + " taken away"));
    String all = said.isEmpty() ? "order of rows" : String.join("; ", said);
    return all.length() > MOST ? all.substring(0, MOST) + "…" : all;
  }
}
