package cds.record;

import org.jspecify.annotations.Nullable;

/** Something could not be written down, so nobody may be told that it was. */
public final class NotRecorded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String waiting;

  /** It stands nowhere. */
  NotRecorded(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.waiting = null;
  }

  /** It waits in the journal for a database that did not take it in time. */
  NotRecorded(String sentence, String waiting) {
    super(sentence);
    this.waiting = waiting;
  }

  /** Id of the record that waits in the journal and will be kept; null when there is none. */
  public @Nullable String waiting() {
    return waiting;
  }
}
