package cds.web.start;

/** A reason, in a sentence, why the service does not start with these settings. */
public final class StartRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Takes the sentence, which names the property to change. */
  public StartRefused(String sentence) {
    super(sentence);
  }
}
