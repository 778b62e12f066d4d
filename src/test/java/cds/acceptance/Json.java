package cds.acceptance;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as clients write and read it: numbers as written, empty members omitted. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultPropertyInclusion(
              inclusion ->
                  JsonInclude.Value.construct(
                      JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
          .build();

  private static final ObjectWriter PRETTY =
      MAPPER
          .writer()
          .with(
              new DefaultPrettyPrinter(
                      PrettyPrinter.DEFAULT_SEPARATORS.withObjectNameValueSpacing(
                          Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private Json() {}

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Reads text. */
  public static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }

  /** Reads an object; single quotes stand for double ones, so that tests stay readable. */
  public static ObjectNode quoted(String text) {
    return (ObjectNode) read(text.replace('\'', '"'));
  }

  /** The tree that a client would read of a value. */
  public static JsonNode tree(Object value) {
    return read(MAPPER.writeValueAsString(value));
  }

  /** One line. */
  public static String line(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /** Indented, with a line end. */
  public static String pretty(JsonNode node) {
    return PRETTY.writeValueAsString(node) + "\n";
  }
}
