package cds.knowledge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a data element has no value. */
public enum Missing {
  /** Nothing on record, and the record could be read. */
  ABSENT,
  /** On record, but too old to use. */
  STALE,
  /** On record, but out of range, in a wrong unit, or on a wrong scale. */
  INVALID,
  /** Two values contradict each other. */
  DISCORDANT,
  /** The data could not be had or read: nothing is known. */
  UNREADABLE;

  /** The word used in cells: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reason with this word. */
  public static Optional<Missing> ofWord(String word) {
    return Arrays.stream(values()).filter(reason -> reason.word().equals(word)).findFirst();
  }
}
