package cds.cohort;

import java.util.List;

/**
 * What is said of one patient, as rows of the results.
 *
 * @param findings rows of {@code findings.csv}
 * @param verdicts rows of {@code verdicts.csv}
 * @param patient the row of {@code patients.csv}
 * @param issues lines of {@code DetectedIssue.ndjson}
 */
public record PatientResult(
    List<List<String>> findings,
    List<List<String>> verdicts,
    List<String> patient,
    List<String> issues) {

  /** Copies. */
  public PatientResult {
    findings = List.copyOf(findings);
    verdicts = List.copyOf(verdicts);
    patient = List.copyOf(patient);
    issues = List.copyOf(issues);
  }
}
