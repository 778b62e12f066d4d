package cds.authoring;

/** What somebody asked for must not be done now; the message says why, as a sentence. */
public final class NotPossible extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Takes a sentence for people. */
  public NotPossible(String says) {
    super(says);
  }
}
