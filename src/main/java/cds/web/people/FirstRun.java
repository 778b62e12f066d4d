package cds.web.people;

import cds.people.People;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time before anybody can sign in. Callers on this machine make the first administrator; where
 * others reach the service, whoever reads its log does, with a code that is written there.
 */
final class FirstRun {

  private static final Logger LOG = LoggerFactory.getLogger(FirstRun.class);

  private final People people;
  private final boolean possible;
  private final @Nullable String code;

  /**
   * Takes what it needs.
   *
   * @param possible whether people can be made here at all; not where a provider knows them all
   * @param code what must be given, or null
   */
  FirstRun(People people, boolean possible, @Nullable String code) {
    this.people = people;
    this.possible = possible;
    this.code = code;
  }

  /** Whether there is nobody yet, and this is the place to make somebody. */
  boolean isNeeded() {
    return possible && people.isEmpty();
  }

  /** Whether a code must be given. */
  boolean needsCode() {
    return code != null;
  }

  /** Whether it is the code; takes as long for a wrong one. */
  boolean isRight(String given) {
    return code == null
        || MessageDigest.isEqual(
            code.getBytes(StandardCharsets.UTF_8), given.strip().getBytes(StandardCharsets.UTF_8));
  }

  /** Writes the code to the log, if it is needed. */
  void announce() {
    if (code != null && isNeeded()) {
      LOG.warn(
          "nobody can sign in yet: open {} and make the first administrator with the code {}",
          Ways.SETUP,
          code);
    }
  }
}
