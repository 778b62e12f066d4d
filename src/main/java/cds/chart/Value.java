package cds.chart;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The value of an Observation or component, normalised.
 *
 * @param number the value in {@code unit}, or null when it is no number
 * @param unit the canonical unit after conversion, or null when the resource names none
 * @param form the FHIR form it had
 * @param codes value sets that hold the coded value; empty for numbers
 * @param problem why the value may not be used, or null when it may
 */
public record Value(
    @Nullable BigDecimal number,
    @Nullable String unit,
    Form form,
    Set<String> codes,
    @Nullable Problem problem) {

  /** The FHIR form of a value. */
  public enum Form {
    QUANTITY,
    INTEGER,
    CODED,
    /** 1 for true, 0 for false. */
    BOOLEAN,
    TEXT,
    NONE
  }

  /** Why a value may not be used. */
  public enum Problem {
    /** The resource carries no value, or says why there is none. */
    ABSENT,
    /** A comparator such as {@code <} stands before the number. */
    COMPARATOR,
    /** The unit is not one we know. */
    UNKNOWN_UNIT,
    /** Text or a code that is no number where a number is needed. */
    NOT_A_NUMBER,
    /** An answer that the site's code map does not know. */
    UNKNOWN_ANSWER,
    /** A number outside what the site's code map allows. */
    OUT_OF_RANGE,
    /** Another FHIR form than the site's code map says. */
    OTHER_FORM,
    /** A unit that contradicts the site's code map. */
    OTHER_UNIT,
    /** Two codes of one resource that say different things. */
    DISCORDANT_CODES;

    /** The code whose words a card says ({@code unknown-unit}). */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
