package cds.authoring.sheet;

import cds.knowledge.DataElement;
import cds.knowledge.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * One column of tests in DMN: a data element, or why it has no value.
 *
 * @param element the element
 * @param column the place of its cells in each row
 * @param reason whether it is about the reason for no value
 */
record DmnInput(DataElement element, int column, boolean reason) {

  /** The columns of a table; reasons only where a row tells them apart. */
  static List<DmnInput> of(Table table) {
    List<DmnInput> inputs = new ArrayList<>();
    for (int column = 0; column < table.inputs().size(); column++) {
      int at = column;
      inputs.add(new DmnInput(table.inputs().get(column), column, false));
      if (table.rows().stream().anyMatch(row -> Feel.namesReasons(row.cells().get(at)))) {
        inputs.add(new DmnInput(table.inputs().get(column), column, true));
      }
    }
    return inputs;
  }

  String name() {
    return reason ? element.name() + "_missing" : element.name();
  }

  String label() {
    return reason
        ? element.label() + ": why there is no value"
        : element.label() + (element.unit() == null ? "" : " [" + element.unit() + "]");
  }

  String type() {
    return reason ? "string" : Feel.type(element);
  }

  String allowed() {
    return reason ? Feel.allowedReasons() : Feel.allowed(element);
  }

  String test(Table.Row row) {
    return reason
        ? Feel.reasons(row.cells().get(column))
        : Feel.tests(row.cells().get(column), element);
  }
}
