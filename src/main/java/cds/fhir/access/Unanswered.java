package cds.fhir.access;

import java.io.IOException;

/** A request that was not sent, or not answered with what was asked for. */
final class Unanswered extends IOException {

  private static final long serialVersionUID = 1L;

  private final Lack lack;

  Unanswered(Lack lack) {
    super(lack.words());
    this.lack = lack;
  }

  /** Why the data could not be had, whatever a library wrapped around it. */
  static Lack of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Unanswered unanswered) {
        return unanswered.lack;
      }
    }
    return Lack.FAILED;
  }
}
