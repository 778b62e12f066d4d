package cds.authoring;

import java.time.Instant;

/**
 * What a reviewer said of a draft.
 *
 * @param hash hash of exactly the texts that were reviewed
 * @param who name of the reviewer
 * @param at when
 * @param verdict whether they may be released
 * @param says why, or what to mend
 */
public record Review(String hash, String who, Instant at, Verdict verdict, String says) {

  /** Whether the texts may be released. */
  public enum Verdict {
    /** They may. */
    APPROVED,
    /** Their author has something to mend. */
    RETURNED
  }
}
