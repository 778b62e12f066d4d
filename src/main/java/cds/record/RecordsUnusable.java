package cds.record;

import org.jspecify.annotations.Nullable;

/** The record cannot be used as it is: its keys, its folder or its content. */
public final class RecordsUnusable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Takes a sentence that says what is wrong and where. */
  public RecordsUnusable(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
