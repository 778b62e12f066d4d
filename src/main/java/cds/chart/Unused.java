package cds.chart;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One resource that was received and not used, so that a card can say so. Never holds patient data.
 *
 * @param kind the kind of data it came with
 * @param reason why it was left out
 * @param reference {@code Type/id}, or null when it has none that can be read
 */
public record Unused(DataKind kind, Reason reason, @Nullable String reference) {

  /** Why a resource was left out, in the order in which a card counts them. */
  public enum Reason {
    /** Dated after the evaluation. */
    AFTER_EVALUATION,
    ENTERED_IN_ERROR,
    /** Of another patient. */
    OTHER_SUBJECT,
    PRELIMINARY,
    UNREADABLE,
    /** With a value outside the range of the site's code map. */
    OUT_OF_RANGE,
    /** With an answer that the site's code map does not know. */
    UNKNOWN_ANSWER,
    /** With an unknown or missing unit. */
    UNKNOWN_UNIT,
    /** With another kind of value than the site's code map says. */
    OTHER_FORM,
    /** With another unit than the site's code map says. */
    OTHER_UNIT,
    /** With two codes that say different things. */
    DISCORDANT_CODES,
    WITHOUT_DATE,
    /** Without a usable status. */
    NOT_FINAL,
    /** Without a usable value. */
    WITHOUT_VALUE,
    /** With words instead of a code. */
    TEXT_ONLY;

    /** The code whose words a card says after a count ({@code entered-in-error}). */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
