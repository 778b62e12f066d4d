package cds.fhir;

import tools.jackson.core.StreamReadConstraints;

/**
 * How much JSON may be in one body. Each limit is checked while the body is read, before the memory
 * it would take is spent, and its refusal names it.
 */
public final class JsonLimits extends StreamReadConstraints {

  private static final long serialVersionUID = 1L;

  /** Levels of objects and arrays; FHIR needs about 20. */
  public static final int DEPTH = 100;

  /** Characters of a number; FHIR decimals need about 20. */
  public static final int NUMBER = 100;

  /** Characters of a text; FHIR's own limit of a string is 1 MB. */
  public static final int TEXT = 1024 * 1024;

  /** Characters of a member's name; the longest of FHIR has fewer than 50. */
  public static final int NAME = 200;

  /** Values, names and brackets; a chart of 4 MB has about 300,000. */
  public static final int TOKENS = 1_000_000;

  JsonLimits() {
    super(DEPTH, Long.MAX_VALUE, TOKENS, NUMBER, TEXT, NAME);
  }

  @Override
  public void validateNestingDepth(int depth) {
    if (depth > DEPTH) {
      throw refusal("The body is nested deeper than " + DEPTH + " levels.");
    }
  }

  @Override
  public void validateIntegerLength(int length) {
    validateFPLength(length);
  }

  @Override
  public void validateFPLength(int length) {
    if (length > NUMBER) {
      throw refusal("The body holds a number of more than " + NUMBER + " characters.");
    }
  }

  @Override
  public void validateStringLength(int length) {
    validateStringLengthLong(length);
  }

  @Override
  public void validateStringLengthLong(long length) {
    if (length > TEXT) {
      throw refusal("The body holds a text of more than " + TEXT + " characters.");
    }
  }

  @Override
  public void validateNameLength(int length) {
    if (length > NAME) {
      throw refusal("The body holds a member name of more than " + NAME + " characters.");
    }
  }

  @Override
  public void validateTokenCount(long count) {
    if (count > TOKENS) {
      throw new StrictJson.Malformed(
          "too-long",
          "The body holds more than "
              + TOKENS
              + " JSON values, names and brackets; send fewer prefetched resources.");
    }
  }

  private static StrictJson.Malformed refusal(String sentence) {
    return new StrictJson.Malformed("too-costly", sentence);
  }
}
