package cds.authoring;

import java.time.Instant;

/**
 * Changes to the rules that are not in force yet.
 *
 * @param id a short name, for addresses
 * @param title what it is about, as its author wrote it
 * @param base hash of the release it began from
 * @param author name of the person who began it
 * @param state how far it is
 * @param createdAt when it was begun
 * @param changedAt when it was last changed
 */
public record Draft(
    String id,
    String title,
    String base,
    String author,
    State state,
    Instant createdAt,
    Instant changedAt) {

  /** How far a draft is. */
  public enum State {
    /** Authors change it. */
    OPEN,
    /** Waits for a reviewer; nobody changes it. */
    SUBMITTED,
    /** A second person agreed to exactly these texts. */
    APPROVED,
    /** It is a release now. */
    RELEASED,
    /** Given up. */
    DISCARDED
  }
}
