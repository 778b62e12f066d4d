package cds.decide;

/** Required data that is neither in the request nor to be fetched (CDS Hooks 2.0.1: 412). */
public final class NotObtainable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String key;

  /** Takes the prefetch key of the data. */
  public NotObtainable(String key) {
    super("required data could not be had: " + key);
    this.key = key;
  }

  /** The prefetch key of the data. */
  public String key() {
    return key;
  }
}
