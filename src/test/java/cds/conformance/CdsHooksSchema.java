package cds.conformance;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Our JSON Schema of CDS Hooks, which judges what the standard, others and we ourselves write. */
public final class CdsHooksSchema {

  /** Where the schema is. */
  static final Path FILE = Path.of("src/main/resources/api/cds-hooks.schema.json");

  private static final String ID = "https://dupilumab-cds.github.io/schema/cds-hooks.schema.json";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ID, text())));

  private CdsHooksSchema() {}

  /**
   * What is wrong with a document, each as {@code /pointer: sentence}; none when it is valid.
   *
   * @param definition a name among the schema's definitions, such as {@code Response}
   */
  public static List<String> errors(String definition, JsonNode document) {
    Schema schema = REGISTRY.getSchema(SchemaLocation.of(ID + "#/$defs/" + definition));
    return schema.validate(document).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  static String text() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
