package cds.web.people;

import java.io.Serializable;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a session remembers of somebody who signed in. What they may do is not part of it: that is
 * looked up with every request.
 */
class Entrance implements Principal, Serializable {

  /** However busy somebody is, they sign in anew after this. */
  static final Duration LONGEST = Duration.ofHours(12);

  private static final long serialVersionUID = 1L;

  private final String name;
  private final String stamp;
  private final Instant at;

  /**
   * Somebody came in.
   *
   * @param stamp the stamp of their account then
   * @param at when
   */
  Entrance(String name, String stamp, Instant at) {
    this.name = name;
    this.stamp = stamp;
    this.at = at;
  }

  @Override
  public String getName() {
    return name;
  }

  /** Whether it is over, because of the time or because the password is another now. */
  boolean isOver(String stampNow, Instant now) {
    return !stamp.equals(stampNow) || now.isAfter(at.plus(LONGEST));
  }

  /** Sessions are counted by person. */
  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Entrance entrance && name.equals(entrance.name);
  }

  @Override
  public final int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
