package cds.spark;

import cds.bulk.BulkChart;
import cds.bulk.BulkLine;
import cds.bulk.Known;
import cds.chart.DataKind;
import cds.cohort.PatientResult;
import cds.cohort.Screening;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Decides about the patients of a partition, one after the other, as their lines come. */
final class Deciding implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1L;

  private final Broadcast<Terms> terms;
  private final Broadcast<Census> census;

  Deciding(Broadcast<Terms> terms, Broadcast<Census> census) {
    this.terms = terms;
    this.census = census;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> lines) {
    return new Patients(lines, terms.value().screening(), census.value().known());
  }

  /** Rows of results; those of one patient are in memory. */
  private static final class Patients implements Iterator<Row> {

    private final Iterator<Row> lines;
    private final Screening screening;
    private final Known known;
    private @Nullable Row ahead;
    private Iterator<Row> results = List.<Row>of().iterator();

    Patients(Iterator<Row> lines, Screening screening, Known known) {
      this.lines = lines;
      this.screening = screening;
      this.known = known;
      this.ahead = following();
    }

    private @Nullable Row following() {
      return lines.hasNext() ? lines.next() : null;
    }

    @Override
    public boolean hasNext() {
      // A Medication can be of nobody who has anything else: then there is nothing to say.
      while (!results.hasNext() && ahead != null) {
        results = decide(ahead);
      }
      return results.hasNext();
    }

    @Override
    public Row next() {
      return results.next();
    }

    private Iterator<Row> decide(Row first) {
      String patient = first.getString(Grouped.PATIENT);
      BulkChart chart = new BulkChart();
      Map<String, byte[]> medications = new HashMap<>();
      Row row = first;
      while (row != null && row.getString(Grouped.PATIENT).equals(patient)) {
        String kind = row.getString(Grouped.KIND);
        String medication = row.getString(Grouped.MEDICATION);
        byte[] line = row.getAs(Grouped.LINE);
        if (kind.equals(Grouped.OF_NOBODY)) {
          medications.put(medication, line);
        } else {
          chart.add(
              new BulkLine.OfPatient(
                  DataKind.ofKey(kind).orElseThrow(), patient, line, List.of(), medication));
        }
        row = following();
      }
      ahead = row;
      return rows(screening.of(patient, chart, known, medications)).iterator();
    }

    private static List<Row> rows(PatientResult result) {
      List<Row> rows = new ArrayList<>();
      rows.add(row(Output.PATIENTS, result.patient()));
      result.verdicts().forEach(cells -> rows.add(row(Output.VERDICTS, cells)));
      result.findings().forEach(cells -> rows.add(row(Output.FINDINGS, cells)));
      result.issues().forEach(line -> rows.add(row(Output.ISSUES, List.of(line))));
      return rows;
    }

    private static Row row(String table, List<String> cells) {
      return RowFactory.create(table, cells.toArray(String[]::new));
    }
  }
}
