package cds.chart;

import org.jspecify.annotations.Nullable;

/**
 * One resource that was received and not used, so that a card can say so. Never holds patient data.
 *
 * @param kind the kind of data it came with
 * @param reason why it was left out
 * @param reference {@code Type/id}, or null when it has none that can be read
 */
public record Unused(DataKind kind, Reason reason, @Nullable String reference) {

  /** Why a resource was left out. */
  public enum Reason {
    ENTERED_IN_ERROR("entered in error"),
    OTHER_SUBJECT("of another patient"),
    AFTER_EVALUATION("dated after the evaluation"),
    NOT_FINAL("without a usable status"),
    PRELIMINARY("preliminary"),
    UNREADABLE("unreadable"),
    UNKNOWN_UNIT("with an unknown or missing unit"),
    WITHOUT_VALUE("without a usable value"),
    WITHOUT_DATE("without a date"),
    UNKNOWN_ANSWER("with an answer that the site's code map does not know"),
    OUT_OF_RANGE("with a value outside the range of the site's code map"),
    OTHER_FORM("with another kind of value than the site's code map says"),
    OTHER_UNIT("with another unit than the site's code map says"),
    DISCORDANT_CODES("with two codes that say different things"),
    TEXT_ONLY("without code");

    private final String says;

    Reason(String says) {
      this.says = says;
    }

    /** The reason as a card says it after a count ("2 entered in error"). */
    public String says() {
      return says;
    }
  }
}
