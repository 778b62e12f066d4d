package cds.people;

/** What was asked about a person cannot be done; the sentence tells what to mend. */
public final class PersonRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Takes the sentence; it holds no password. */
  public PersonRefused(String sentence) {
    super(sentence, null, false, false);
  }

  /** What to mend. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
