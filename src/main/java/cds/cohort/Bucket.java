package cds.cohort;

import cds.bulk.BulkChart;
import cds.bulk.BulkLine;
import cds.chart.DataKind;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One bucket in memory.
 *
 * @param charts its patients by id
 * @param medications the Medications that they refer to, by {@code Medication/id}
 */
record Bucket(SortedMap<String, BulkChart> charts, Map<String, byte[]> medications) {

  /** Reads a bucket. */
  static Bucket read(Path folder, int number) throws IOException {
    SortedMap<String, BulkChart> charts = new TreeMap<>();
    try (DataInputStream in = Buckets.open(Buckets.file(folder, number))) {
      for (int length = in.read(); length >= 0; length = in.read()) {
        String key = new String(in.readNBytes(length), StandardCharsets.US_ASCII);
        DataKind kind = DataKind.ofKey(key).orElseThrow();
        String patient = in.readUTF();
        String medication = in.readUTF();
        charts
            .computeIfAbsent(patient, id -> new BulkChart())
            .add(new BulkLine.OfPatient(kind, patient, Buckets.bytes(in), List.of(), medication));
      }
    }
    return new Bucket(charts, Medications.of(folder, number));
  }
}
