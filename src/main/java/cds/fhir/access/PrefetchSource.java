package cds.fhir.access;

/** Where data comes from that a client did not prefetch. */
@FunctionalInterface
public interface PrefetchSource {

  /** Nobody is asked: what was not sent is lacking. */
  PrefetchSource NONE = wanted -> Obtained.nothingMore(wanted, Lack.NO_SERVER);

  /**
   * Completes the prefetch of one call as far as it can be completed in time. Never fails: what
   * could not be had is told in the result.
   */
  Obtained complete(Wanted wanted);
}
