package cds.web.page;

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

/** JSON to look at: numbers as written, members in their order, indented. */
public final class PageJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private static final ObjectWriter INDENTED =
      MAPPER
          .writer()
          .with(
              new DefaultPrettyPrinter(
                      PrettyPrinter.DEFAULT_SEPARATORS.withObjectNameValueSpacing(
                          Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private PageJson() {}

  static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }

  /** The text, indented. */
  public static String indented(JsonNode node) {
    return INDENTED.writeValueAsString(node);
  }

  /** A member's text; empty when there is none. */
  static String text(JsonNode node, String member) {
    return node.path(member).asString("");
  }

  /** A member that may become the target of a link; empty unless it is an address of the web. */
  static String address(JsonNode node, String member) {
    String url = text(node, member);
    return url.startsWith("https://") || url.startsWith("http://") ? url : "";
  }
}
