package cds.cohort;

import java.nio.file.Path;

/** A file of results. Each has its lines by patient; in a bucket's own file the id leads. */
enum Sheet {
  FINDINGS("findings.csv"),
  VERDICTS("verdicts.csv"),
  PATIENTS("patients.csv"),
  ISSUES("DetectedIssue.ndjson");

  private final String file;

  Sheet(String file) {
    this.file = file;
  }

  /** Its name in the output folder. */
  String file() {
    return file;
  }

  /** What a bucket contributes to it. */
  Path of(Path folder, int bucket) {
    return folder.resolve("%04d-%s".formatted(bucket, file));
  }
}
