package cds.web.workbench;

import cds.authoring.compare.Result;
import cds.insight.Table;
import java.util.ArrayList;
import java.util.List;

/** The patients whose answers differ, for a spreadsheet: a line for each difference. */
final class ChangedTable {

  private ChangedTable() {}

  static Table of(Result result) {
    List<List<String>> rows = new ArrayList<>();
    for (Result.ChangedPatient patient : result.changed()) {
      patient
          .changes()
          .forEach(
              (service, changes) ->
                  changes.forEach(
                      change ->
                          rows.add(
                              List.of(
                                  patient.id(),
                                  service,
                                  change.says(),
                                  change.about(),
                                  change.from(),
                                  change.to()))));
    }
    List<String> columns = List.of("patient", "service", "change", "about", "before", "after");
    return new Table("patients", "Changed patients", columns, columns.size(), rows);
  }
}
