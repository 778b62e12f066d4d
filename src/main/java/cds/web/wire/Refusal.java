package cds.web.wire;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A request that is refused, with the sentence that tells the client what to mend. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String issue;
  private final int retryAfter;

  /**
   * Describes the refusal.
   *
   * @param status HTTP status
   * @param issue FHIR issue type
   * @param sentence what to mend; never a value of the request
   */
  public Refusal(int status, String issue, String sentence) {
    this(status, issue, sentence, 0);
  }

  /**
   * Describes a refusal that is over after some time.
   *
   * @param retryAfter after how many seconds the request may be sent again; 0 to say nothing
   */
  public Refusal(int status, String issue, String sentence, int retryAfter) {
    super(sentence, null, false, false);
    this.status = status;
    this.issue = issue;
    this.retryAfter = retryAfter;
  }

  /** A request that is not what CDS Hooks says it must be. */
  public static Refusal malformed(String issue, String sentence) {
    return new Refusal(400, issue, sentence);
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** FHIR issue type. */
  public String issue() {
    return issue;
  }

  /** What to mend. */
  public String sentence() {
    return String.valueOf(getMessage());
  }

  /** Seconds, or 0. */
  public int retryAfter() {
    return retryAfter;
  }

  /** Answers with it from where there is no controller. */
  public void answer(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    if (retryAfter > 0) {
      response.setIntHeader("Retry-After", retryAfter);
    }
    response.setContentType(Outcome.FHIR_JSON.toString());
    response.getOutputStream().write(Outcome.of(issue, sentence()).bytes());
    response.flushBuffer();
  }
}
