package cds.authoring.sheet;

import tools.jackson.core.JacksonException;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON files of the rules, read and written as they stand in the repository. */
final class JsonText {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  private static final ObjectWriter INDENTED =
      MAPPER
          .writer()
          .with(
              new DefaultPrettyPrinter(
                      PrettyPrinter.DEFAULT_SEPARATORS.withObjectNameValueSpacing(
                          Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private JsonText() {}

  /**
   * Reads an object.
   *
   * @throws SheetRefused when it is none
   */
  static ObjectNode read(String text) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      // Said below.
    }
    throw new SheetRefused("the file is no JSON object; mend it as text first");
  }

  /** Writes with an indent of two, and a line end at the end. */
  static String written(JsonNode node) {
    return INDENTED.writeValueAsString(node) + "\n";
  }

  /**
   * The list under a name, made if it is not there.
   *
   * @throws SheetRefused when something else stands there
   */
  static ArrayNode list(ObjectNode object, String name) {
    if (!object.has(name)) {
      return object.putArray(name);
    }
    if (object.get(name) instanceof ArrayNode list) {
      return list;
    }
    throw new SheetRefused("'" + name + "' is no list; mend it as text first");
  }
}
