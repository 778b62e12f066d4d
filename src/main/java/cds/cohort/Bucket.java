package cds.cohort;

import cds.bulk.BulkChart;
import cds.chart.DataKind;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The patients of a bucket, by id. */
final class Bucket {

  private Bucket() {}

  /** Reads a line of a bucket. */
  private interface Taker {
    void take(String kind, String id, byte[] line);
  }

  /** The charts of a bucket. */
  static SortedMap<String, BulkChart> charts(Path file) throws IOException {
    SortedMap<String, BulkChart> charts = new TreeMap<>();
    read(
        file,
        (kind, id, line) -> {
          BulkChart chart = charts.computeIfAbsent(id, BulkChart::new);
          DataKind.ofKey(kind).ifPresent(one -> chart.add(one, line));
        });
    return charts;
  }

  /** The Medications of the population, by {@code Medication/id}. */
  static Map<String, byte[]> medications(Path folder) throws IOException {
    Map<String, byte[]> medications = new TreeMap<>();
    read(
        folder.resolve(Grouping.MEDICATIONS),
        (kind, id, line) -> medications.put("Medication/" + id, line));
    return medications;
  }

  private static void read(Path file, Taker taker) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      while (in.read() >= 0) {
        String kind = in.readUTF();
        String id = in.readUTF();
        byte[] line = new byte[in.readInt()];
        in.readFully(line);
        taker.take(kind, id, line);
      }
    }
  }
}
