package cds.fhir;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Looks at the texts and numbers of one body, those too that nobody reads, for what {@link
 * StrictJson} refuses.
 */
final class StrictText {

  /** The first byte of what UTF-8 would make of half a surrogate pair. */
  private static final char SURROGATE = 0xED;

  private static final int PIECE = 16_384;
  private static final JsonLimits LIMITS = new JsonLimits();

  private final boolean texts;

  /**
   * Looks whether there can be anything amiss: the parser itself measures what is read, and only an
   * escape, or bytes that UTF-8 does not allow, can hold half a surrogate pair.
   */
  StrictText(byte[] body) {
    this.texts = body.length > JsonLimits.TEXT || escapesOrSurrogates(body);
  }

  /** In pieces: of a large body no second one is made. */
  private static boolean escapesOrSurrogates(byte[] body) {
    for (int from = 0; from < body.length; from += PIECE) {
      // One byte more, for an escape that begins with the last of a piece.
      int length = Math.min(PIECE + 1, body.length - from);
      String piece = new String(body, from, length, StandardCharsets.ISO_8859_1);
      if (piece.contains("\\u") || piece.indexOf(SURROGATE) >= 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Checks a text or number that is the parser's current value.
   *
   * @throws StrictJson.Malformed when it is refused
   */
  void check(JsonToken token, JsonParser parser) {
    if (token == JsonToken.VALUE_STRING) {
      if (texts) {
        check(parser.getString());
      }
      return;
    }
    LIMITS.validateFPLength(parser.getStringLength());
    if (token == JsonToken.VALUE_NUMBER_FLOAT && hasExponent(parser.getString())) {
      StrictJson.checkNumber(new BigDecimal(parser.getString()));
    }
  }

  /** Checks the name of a member. */
  void check(String name) {
    if (texts) {
      StrictJson.checkText(name);
    }
  }

  private static boolean hasExponent(String number) {
    return number.indexOf('e') >= 0 || number.indexOf('E') >= 0;
  }
}
