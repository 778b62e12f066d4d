package cds.cohort;

/**
 * How far a run is.
 *
 * @param step what it is at
 * @param done how many files, or buckets, are done in this run
 * @param of how many there are to do in it
 * @param count how many lines, or patients, they held
 */
public record Progress(Step step, int done, int of, long count) {

  /** What a run does. */
  public enum Step {
    /** Lines of input files are grouped by patient. */
    GROUPED,
    /** Patients of buckets are decided about. */
    DECIDED
  }
}
