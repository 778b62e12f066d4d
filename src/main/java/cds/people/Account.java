package cds.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person and how they get in.
 *
 * @param person who
 * @param active whether they may sign in
 * @param proof what proves that it is they
 * @param stamp changes with the password: a session that began under another stamp is over
 * @param changedAt when an administrator or the person last changed something
 * @param lockedUntil until when no password is looked at, or null
 */
public record Account(
    Person person,
    boolean active,
    Proof proof,
    String stamp,
    Instant changedAt,
    @Nullable Instant lockedUntil) {

  /** What proves who somebody is. */
  public enum Proof {
    /** A password of their own. */
    PASSWORD,
    /** A password that an administrator was shown; the person must replace it first. */
    ONE_TIME_PASSWORD,
    /** An identity provider. */
    PROVIDER
  }

  /** Whether they must set a password of their own before anything else. */
  public boolean mustSetPassword() {
    return proof == Proof.ONE_TIME_PASSWORD;
  }

  /** Whether too many wrong passwords came. */
  public boolean isLocked(Instant now) {
    return lockedUntil != null && lockedUntil.isAfter(now);
  }
}
