package cds.record;

import org.jspecify.annotations.Nullable;

/** Something could not be written down, so nobody may be told that it was. */
public final class NotRecorded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotRecorded(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
