package cds.feedback;

/** Feedback that is not what CDS Hooks says it must be; nothing of the call is kept. */
public final class FeedbackRejected extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String issue;

  /**
   * Describes what is wrong.
   *
   * @param issue FHIR issue type
   * @param sentence index and member to mend; never a value of the request
   */
  FeedbackRejected(String issue, String sentence) {
    super(sentence, null, false, false);
    this.issue = issue;
  }

  /** FHIR issue type. */
  public String issue() {
    return issue;
  }

  /** What to mend. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
