package cds.fhir;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JsonToken;

/**
 * How a plain value of a FHIR primitive looks in JSON: one that nobody can understand in two ways.
 * A value that is not plain is not wrong yet: HAPI decides.
 *
 * @param type its FHIR type
 * @param token its kind in JSON; a number without a point stands for both kinds of numbers, and
 *     true for both truth values
 * @param plain tells of its text whether it is plain
 */
record Primitive(String type, JsonToken token, Predicate<String> plain) {

  private static final int DIGITS_OF_INTEGER = 9;
  private static final int DIGITS_OF_DECIMAL = 18;

  /** A primitive that is not bound to codes. */
  static Primitive of(String type) {
    return switch (type) {
      case "boolean" -> new Primitive(type, JsonToken.VALUE_TRUE, text -> true);
      case "integer", "positiveInt", "unsignedInt" ->
          new Primitive(type, JsonToken.VALUE_NUMBER_INT, Primitive::isInteger);
      case "decimal" -> new Primitive(type, JsonToken.VALUE_NUMBER_INT, Primitive::isDecimal);
      case "date", "dateTime", "instant" ->
          new Primitive(type, JsonToken.VALUE_STRING, DateText::isPlain);
      case "string", "code", "uri", "url", "canonical", "markdown" ->
          new Primitive(type, JsonToken.VALUE_STRING, text -> !text.isBlank());
      case "id" -> new Primitive(type, JsonToken.VALUE_STRING, Primitive::isId);
      default -> new Primitive(type, JsonToken.VALUE_STRING, text -> false);
    };
  }

  /** A code of a fixed list. */
  static Primitive code(Class<? extends Enum<?>> codes) {
    Set<String> known = new HashSet<>();
    try {
      for (Enum<?> code : codes.getEnumConstants()) {
        Object text = codes.getMethod("toCode").invoke(code);
        // HAPI has a constant NULL beside the codes.
        if (text instanceof String word && !code.name().equals("NULL")) {
          known.add(word);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("HAPI's code lists have toCode()", e);
    }
    return new Primitive("code", JsonToken.VALUE_STRING, Set.copyOf(known)::contains);
  }

  /** Whether a token is of its kind. */
  boolean fits(JsonToken read) {
    return read == token
        || (read == JsonToken.VALUE_FALSE && token == JsonToken.VALUE_TRUE)
        || (read == JsonToken.VALUE_NUMBER_FLOAT && type.equals("decimal"));
  }

  private static boolean isInteger(String text) {
    return text.length() <= DIGITS_OF_INTEGER && text.charAt(0) != '-';
  }

  private static boolean isDecimal(String text) {
    if (text.length() > DIGITS_OF_DECIMAL) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isDigit(c) && c != '.' && !(c == '-' && i == 0)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isDigit(c) && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '-') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
