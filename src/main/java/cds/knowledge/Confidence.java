package cds.knowledge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How sure a fact is; what is not {@link #CONFIRMED} is marked wherever users see it. */
public enum Confidence {
  /** Seen in an official text or its reproduction. */
  CONFIRMED,
  /** Chosen by this project from published facts; needs a clinician's sign-off. */
  PROPOSAL,
  /** Not confirmed from an official text; needs clinical confirmation. */
  UNCONFIRMED;

  /** The word used in tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The confidence with this word. */
  public static Optional<Confidence> ofWord(String word) {
    return Arrays.stream(values()).filter(c -> c.word().equals(word)).findFirst();
  }
}
