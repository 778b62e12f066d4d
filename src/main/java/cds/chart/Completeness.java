package cds.chart;

/**
 * How much of one kind of data could be had. What is not {@link #COMPLETE} or {@link #EMPTY} can
 * never prove that something is absent.
 */
public enum Completeness {
  /** All of it was read. */
  COMPLETE,
  /** The client says that there is none ({@code null} or an empty Bundle). */
  EMPTY,
  /** Some entries or pages could not be read: what is there counts, what is lacking is unknown. */
  INCOMPLETE,
  /** Nothing could be had: no key, an error in its place, or nothing readable. */
  UNKNOWN;

  /** Whether a search that finds nothing in this data proves that there is nothing. */
  public boolean provesAbsence() {
    return this == COMPLETE || this == EMPTY;
  }
}
