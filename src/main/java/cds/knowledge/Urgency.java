package cds.knowledge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How soon someone must act, rising. */
public enum Urgency {
  /** Good to know. */
  INFO,
  /** At the next visit. */
  ROUTINE,
  /** Within four weeks. */
  SOON,
  /** Within one to three days. */
  URGENT,
  /** Now or the same day. */
  EMERGENCY;

  /** The word used in tables and on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The urgency with this word. */
  public static Optional<Urgency> ofWord(String word) {
    return Arrays.stream(values()).filter(u -> u.word().equals(word)).findFirst();
  }
}
