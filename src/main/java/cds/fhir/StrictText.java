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

  private static final JsonLimits LIMITS = new JsonLimits();

  private final boolean texts;

  /**
   * Looks whether there can be anything amiss: the parser itself measures what is read, and only an
   * escape, or bytes that UTF-8 does not allow, can hold half a surrogate pair.
   */
  StrictText(byte[] body) {
    String bytes = new String(body, StandardCharsets.ISO_8859_1);
    this.texts =
        body.length > JsonLimits.TEXT || bytes.contains("\\u") || bytes.indexOf(SURROGATE) >= 0;
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
