package cds.fhir;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON of others, a client's request or a FHIR server's answer. Strict: what two readers
 * could understand differently is refused, and so is what would cost beyond all reason.
 */
public final class StrictJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(new JsonLimits())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** Looks for members that come twice no more: who reads tokens does. */
  private static final JsonFactory TOKENS =
      JsonFactory.builder().streamReadConstraints(new JsonLimits()).build();

  private StrictJson() {}

  /** Bytes that are not one strict JSON object. */
  public static final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String issue;

    Malformed(String issue, String sentence) {
      super(sentence, null, false, false);
      this.issue = issue;
    }

    /** The FHIR issue type; {@code too-long} when there is simply too much. */
    public String issue() {
      return issue;
    }

    /** What is wrong and where, without a word of what was read. */
    public String sentence() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Reads a JSON object.
   *
   * @throws Malformed when the bytes are anything else, or beyond {@link JsonLimits}
   */
  public static ObjectNode read(byte[] bytes) {
    JsonNode tree = refusing(() -> MAPPER.readTree(bytes));
    if (!(tree instanceof ObjectNode object)) {
      throw notAnObject();
    }
    check(object);
    return object;
  }

  /** A parser for {@link Tokens}. */
  static JsonParser parser(byte[] bytes) {
    return TOKENS.createParser(ObjectReadContext.empty(), bytes);
  }

  /** The tree of a part of some bytes that has been passed over, and so checked, before. */
  static JsonNode checked(byte[] bytes, int from, int to) {
    return MAPPER.readTree(bytes, from, to - from);
  }

  /** What a reading gives, its failures told as {@link Malformed}. */
  static <T> T refusing(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (StreamConstraintsException | NumberFormatException e) {
      throw outOfRange();
    } catch (JacksonException e) {
      // The parser's own message quotes the body.
      throw notValid(e.getLocation());
    }
  }

  static Malformed notAnObject() {
    return new Malformed("structure", "The body must be a JSON object.");
  }

  static Malformed notValid(@Nullable TokenStreamLocation at) {
    String place =
        at == null || at.getLineNr() < 1
            ? ""
            : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    return new Malformed(
        "structure",
        "The body is not valid JSON, or an object holds the same member twice" + place + ".");
  }

  private static void check(JsonNode node) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        checkText(member.getKey());
        check(member.getValue());
      }
    } else if (node.isArray()) {
      node.forEach(StrictJson::check);
    } else if (node.isBigDecimal()) {
      checkNumber(node.decimalValue());
    } else if (node.isString()) {
      checkText(node.stringValue());
    }
  }

  /** Arithmetic on a number such as 1e20000000 would never end. */
  static void checkNumber(BigDecimal number) {
    if (Math.abs((long) number.scale()) > JsonLimits.NUMBER
        || number.precision() > JsonLimits.NUMBER) {
      throw outOfRange();
    }
  }

  private static Malformed outOfRange() {
    return new Malformed("too-costly", "The body holds a number that is out of all range.");
  }

  /** Half a surrogate pair is not a character and could not be written back. */
  static void checkText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new Malformed(
              "structure", "The body holds half of a Unicode surrogate pair, which is no text.");
        }
        i++;
      }
    }
  }
}
