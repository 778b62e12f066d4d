package cds.bench;

import cds.engine.TableEngine;
import cds.knowledge.Cell;
import cds.knowledge.Confidence;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Evidence;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.MissingNode;

/**
 * What the evaluation of tables costs as rules are added: tables of forty rows that cut the same
 * eight numbers, of which one row each holds. One thread, CPU time.
 */
final class Rows {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ROWS_A_TABLE = 40;
  private static final int ELEMENTS = 8;
  private static final int SAMPLES = 41;
  private static final long SAMPLE_NANOS = 100_000_000;
  private static final Evidence SOURCE = new Evidence("bench", "bench", null);

  private Rows() {}

  /** Measures, and judges. */
  static void measure(Report report) {
    Map<Integer, Double> micros = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (int count : List.of(40, 400, 4_000)) {
      micros.put(count, micros(count));
      rows.add(
          List.of(
              String.valueOf(count),
              "%.1f".formatted(micros.get(count)),
              "%.0f".formatted(1_000 * micros.get(count) / count)));
    }
    report.table("Evaluating made-up tables", List.of("Rows", "µs", "ns a row"), rows);
    report.atMost(
        "4,000 rows: CPU a row, times that of 40 rows",
        micros.get(4_000) / 4_000 / (micros.get(40) / 40),
        1);
  }

  /** The median CPU time of one evaluation; the first half of the samples warms up. */
  private static double micros(int count) {
    TableEngine engine = TableEngine.compile(tables(count));
    Situation situation = new Situation(ELEMENTS);
    for (int i = 0; i < ELEMENTS; i++) {
      situation.set(element(i), DataValue.of(BigDecimal.valueOf(7L + i), List.of()));
    }
    double[] samples = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      long start = THREADS.getCurrentThreadCpuTime();
      int runs = 0;
      while (THREADS.getCurrentThreadCpuTime() - start < SAMPLE_NANOS) {
        if (engine.fire(situation).size() != count / ROWS_A_TABLE) {
          throw new IllegalStateException("one row of each table holds");
        }
        runs++;
      }
      samples[i] = (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / runs;
    }
    double[] warm = Arrays.copyOfRange(samples, SAMPLES / 2, SAMPLES);
    Arrays.sort(warm);
    return warm[warm.length / 2];
  }

  private static List<Table> tables(int count) {
    List<Table> tables = new ArrayList<>();
    for (int i = 0; i < count / ROWS_A_TABLE; i++) {
      String id = "bench/t" + i;
      List<DataElement> inputs = List.of(element(i % ELEMENTS), element((i + 3) % ELEMENTS));
      List<Table.Row> rows = new ArrayList<>();
      for (int row = 0; row < ROWS_A_TABLE; row++) {
        List<Cell> cells =
            List.of(
                Cell.parse("[%d..%d)".formatted(row, row + 1), inputs.get(0), name -> null),
                Cell.parse(">= 0." + (i / ELEMENTS), inputs.get(1), name -> null));
        rows.add(row(id, row, cells));
      }
      tables.add(
          new Table(
              id, "", Table.Hit.UNIQUE, false, false, Set.of(), Set.of(), inputs, List.of(), rows));
    }
    return tables;
  }

  private static Table.Row row(String table, int row, List<Cell> cells) {
    return new Table.Row(
        table,
        "r" + row,
        row,
        cells,
        Map.of(),
        null,
        null,
        null,
        null,
        SOURCE,
        Confidence.CONFIRMED);
  }

  private static DataElement element(int ordinal) {
    return new DataElement(
        "e" + ordinal,
        ordinal,
        DataElement.Type.NUMBER,
        null,
        List.of(),
        null,
        "",
        true,
        false,
        "",
        MissingNode.getInstance(),
        "");
  }
}
