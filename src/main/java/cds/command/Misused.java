package cds.command;

/** A command was given something it cannot use. */
public final class Misused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Takes a sentence that says what and what is allowed. */
  public Misused(String sentence) {
    super(sentence, null, false, false);
  }
}
