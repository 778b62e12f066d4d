package cds.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as it goes over the wire (CDS Hooks 2.0.1, "Use of JSON"). Reading is strict: what two
 * readers could understand differently is refused. Writing omits members without a value and keeps
 * the order in which they are declared.
 */
final class WireJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(new WireLimits())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultPropertyInclusion(
              inclusion ->
                  JsonInclude.Value.construct(
                      JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
          .build();

  private WireJson() {}

  /** Writes UTF-8. */
  static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /**
   * Reads a JSON object.
   *
   * @throws Refusal 400 when the bytes are anything else, 400 or 413 when they are beyond {@link
   *     WireLimits}
   */
  static ObjectNode read(byte[] bytes) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(bytes);
    } catch (StreamConstraintsException | NumberFormatException e) {
      throw outOfRange();
    } catch (JacksonException e) {
      // The parser's own message quotes the body.
      throw Refusal.malformed(
          "structure",
          "The body is not valid JSON, or an object holds the same member twice" + place(e) + ".");
    }
    if (!(tree instanceof ObjectNode object)) {
      throw Refusal.malformed("structure", "The body must be a JSON object.");
    }
    check(object);
    return object;
  }

  private static String place(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null || at.getLineNr() < 1
        ? ""
        : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  private static void check(JsonNode node) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        checkText(member.getKey());
        check(member.getValue());
      }
    } else if (node.isArray()) {
      node.forEach(WireJson::check);
    } else if (node.isBigDecimal()) {
      checkNumber(node.decimalValue());
    } else if (node.isString()) {
      checkText(node.stringValue());
    }
  }

  /** Arithmetic on a number such as 1e20000000 would never end. */
  private static void checkNumber(BigDecimal number) {
    if (Math.abs((long) number.scale()) > WireLimits.NUMBER
        || number.precision() > WireLimits.NUMBER) {
      throw outOfRange();
    }
  }

  private static Refusal outOfRange() {
    return Refusal.malformed("too-costly", "The body holds a number that is out of all range.");
  }

  /** Half a surrogate pair is not a character and could not be written back. */
  private static void checkText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw Refusal.malformed(
              "structure", "The body holds half of a Unicode surrogate pair, which is no text.");
        }
        i++;
      }
    }
  }
}
