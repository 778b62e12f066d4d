package cds.cohort;

import cds.bulk.BulkChart;
import cds.knowledge.Finding;
import cds.knowledge.Urgency;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was found of one bucket: three files, which are there in full or not at all. That makes the
 * bucket the unit of resume.
 */
final class BucketResult {

  static final List<String> FINDINGS =
      List.of("patient", "service", "finding", "urgency", "policy", "rule", "version", "rows");
  static final List<String> VERDICTS =
      List.of("patient", "policy", "verdict", "reasons", "missing");
  static final List<String> PATIENTS = List.of("patient", "findings", "most-urgent", "refused");

  private BucketResult() {}

  /** Where the files of a bucket stand: findings, verdicts, patients. */
  static List<Path> files(Path folder, int bucket) {
    return Stream.of("findings", "verdicts", "patients")
        .map(name -> folder.resolve("%s-%04d.csv".formatted(name, bucket)))
        .toList();
  }

  /** Whether a bucket is done. */
  static boolean isDone(Path folder, int bucket) {
    return files(folder, bucket).stream().allMatch(Files::exists);
  }

  /**
   * Decides about every patient of a bucket.
   *
   * @return how many patients there are
   * @throws IOException when the files cannot be written
   */
  static int write(Path folder, int bucket, Screening screening) throws IOException {
    Map<String, BulkChart> charts = Bucket.charts(Grouping.bucket(folder, bucket));
    List<Path> files = files(folder, bucket);
    List<Path> drafts =
        files.stream().map(file -> file.resolveSibling(file.getFileName() + ".draft")).toList();
    try (BufferedWriter findings = Files.newBufferedWriter(drafts.get(0));
        BufferedWriter verdicts = Files.newBufferedWriter(drafts.get(1));
        BufferedWriter patients = Files.newBufferedWriter(drafts.get(2))) {
      for (Map.Entry<String, BulkChart> chart : charts.entrySet()) {
        Screening.Screened screened = screening.of(chart.getKey(), chart.getValue());
        if (Thread.currentThread().isInterrupted()) {
          // What was decided while the run was ended may be half of it.
          throw new InterruptedIOException("ended");
        }
        Rows.write(patients, patient(chart.getKey(), screened));
        for (Finding verdict : screened.verdicts()) {
          Rows.write(verdicts, verdict(chart.getKey(), verdict));
        }
        for (Map.Entry<String, List<Finding>> shown : screened.shown().entrySet()) {
          for (Finding finding : shown.getValue()) {
            Rows.write(findings, finding(chart.getKey(), shown.getKey(), finding));
          }
        }
      }
    }
    for (int i = 0; i < files.size(); i++) {
      Files.move(
          drafts.get(i),
          files.get(i),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    return charts.size();
  }

  private static List<String> patient(String patient, Screening.Screened screened) {
    List<Finding> all = screened.shown().values().stream().flatMap(List::stream).toList();
    String urgent =
        all.stream()
            .map(Finding::urgency)
            .max(Comparator.naturalOrder())
            .map(Urgency::word)
            .orElse("");
    return List.of(patient, String.valueOf(all.size()), urgent, screened.refused());
  }

  private static List<String> verdict(String patient, Finding verdict) {
    String policy = verdict.policy() == null ? "" : verdict.policy();
    String missing =
        verdict.missing().stream().map(Finding.Lacking::element).collect(Collectors.joining(" "));
    return List.of(patient, policy, verdict.code(), String.join(" ", verdict.reasons()), missing);
  }

  private static List<String> finding(String patient, String service, Finding finding) {
    return List.of(
        patient,
        service,
        finding.code(),
        finding.urgency().word(),
        finding.policy() == null ? "" : finding.policy(),
        finding.rule(),
        finding.version(),
        String.join(" ", finding.rows()));
  }
}
