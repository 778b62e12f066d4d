package cds.cohort;

/**
 * How far a run is.
 *
 * @param step what it is at
 * @param done how many bytes of the input, or buckets, are done in this run
 * @param of how many there are to do in it
 * @param count how many lines, or patients, they held
 */
public record Progress(Step step, long done, long of, long count) {

  /** How much of the step is done, in per cent. */
  public int percent() {
    return of == 0 ? 100 : (int) (100 * done / of);
  }

  /** What a run does. */
  public enum Step {
    /** Lines of input files are grouped by patient. */
    GROUPED,
    /** Patients of buckets are decided about. */
    DECIDED
  }
}
