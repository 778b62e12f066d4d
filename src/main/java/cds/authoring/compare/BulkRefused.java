package cds.authoring.compare;

/** An upload that is not read to its end, because half a chart would be a wrong one. */
public final class BulkRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BulkRefused(String sentence) {
    super(sentence, null, false, false);
  }

  /** What to mend, in a sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
