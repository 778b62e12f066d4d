package cds.cohort;

import cds.bulk.BulkChart;
import cds.bulk.Known;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was found of one bucket: a file a sheet, which are there in full or not at all. That makes
 * the bucket the unit of resume. Lines stand in the order of patients as the results name them, and
 * begin with that name and a tab.
 */
final class BucketResult {

  private BucketResult() {}

  /** Whether a bucket is done. */
  static boolean isDone(Path folder, int bucket) {
    return Stream.of(Sheet.values()).allMatch(sheet -> Files.exists(sheet.of(folder, bucket)));
  }

  /**
   * Decides about every patient of a bucket.
   *
   * @return how many patients there are
   * @throws IOException when the files cannot be written
   */
  static int write(Path folder, int number, Screening screening, Known known) throws IOException {
    SortedMap<String, PatientResult> results =
        decide(Bucket.read(folder, number), screening, known);
    for (Sheet sheet : Sheet.values()) {
      Path draft = sheet.of(folder, number).resolveSibling("%04d.draft".formatted(number));
      try (BufferedWriter out = Files.newBufferedWriter(draft)) {
        for (Map.Entry<String, PatientResult> result : results.entrySet()) {
          write(out, result.getKey(), sheet, result.getValue());
        }
      }
      Files.move(draft, sheet.of(folder, number), StandardCopyOption.ATOMIC_MOVE);
    }
    return results.size();
  }

  private static SortedMap<String, PatientResult> decide(
      Bucket bucket, Screening screening, Known known) throws InterruptedIOException {
    SortedMap<String, PatientResult> results = new TreeMap<>();
    for (Map.Entry<String, BulkChart> chart : bucket.charts().entrySet()) {
      PatientResult result =
          screening.of(chart.getKey(), chart.getValue(), known, bucket.medications());
      if (Thread.currentThread().isInterrupted()) {
        // What was decided while the run was ended may be half of it.
        throw new InterruptedIOException("ended");
      }
      results.put(result.patient().get(0), result);
    }
    return results;
  }

  private static void write(Writer out, String patient, Sheet sheet, PatientResult result)
      throws IOException {
    for (String line : lines(sheet, result)) {
      out.write(patient);
      out.write('\t');
      out.write(line);
      out.write('\n');
    }
  }

  private static List<String> lines(Sheet sheet, PatientResult result) {
    return switch (sheet) {
      case FINDINGS -> result.findings().stream().map(Rows::line).toList();
      case VERDICTS -> result.verdicts().stream().map(Rows::line).toList();
      case PATIENTS -> List.of(Rows.line(result.patient()));
      case ISSUES -> result.issues();
    };
  }
}
