package cds.cdshooks;

import java.util.Locale;

/** Urgency of a card, in rising order (CDS Hooks 2.0.1, "Card Attributes"). */
public enum Indicator {
  INFO,
  WARNING,
  CRITICAL;

  /** The wire form: lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
