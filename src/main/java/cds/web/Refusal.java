package cds.web;

/** A request that is refused, with the sentence that tells the client what to mend. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String issue;

  /**
   * Describes the refusal.
   *
   * @param status HTTP status
   * @param issue FHIR issue type
   * @param sentence what to mend; never a value of the request
   */
  Refusal(int status, String issue, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
    this.issue = issue;
  }

  /** A request that is not what CDS Hooks says it must be. */
  static Refusal malformed(String issue, String sentence) {
    return new Refusal(400, issue, sentence);
  }

  int status() {
    return status;
  }

  String issue() {
    return issue;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
