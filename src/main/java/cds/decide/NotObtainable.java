package cds.decide;

import cds.fhir.access.Lack;

/** Required data that is neither in the request nor to be fetched (CDS Hooks 2.0.1: 412). */
public final class NotObtainable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String key;
  private final Lack lack;

  /** Takes the prefetch key of the data, and why it could not be fetched. */
  public NotObtainable(String key, Lack lack) {
    super("required data could not be had: " + key);
    this.key = key;
    this.lack = lack;
  }

  /** Why it could not be fetched, in words that quote nothing of the request. */
  public String reason() {
    return lack.words();
  }

  /** The prefetch key of the data. */
  public String key() {
    return key;
  }
}
