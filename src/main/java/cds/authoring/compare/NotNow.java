package cds.authoring.compare;

/** No further comparison can begin now; the message says why. */
public final class NotNow extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotNow(String sentence) {
    super(sentence, null, false, false);
  }

  /** Why, in a sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
