package cds.web.docs;

import cds.web.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the service says about itself to programs: an OpenAPI 3.1 document, and the JSON Schema
 * (2020-12) of CDS Hooks 2.0.1 that it is built on. Both are the same for everybody.
 */
@Component
class ApiDescription {

  /** Definitions of a version that is not on our wire. */
  private static final String BALLOT = "3";

  private final byte[] schema;
  private final ObjectNode openApi;

  /** Reads both from the jar. */
  ApiDescription() {
    schema = resource("/api/cds-hooks.schema.json");
    openApi = WireJson.read(resource("/api/openapi.json"));
    ObjectNode schemas = (ObjectNode) openApi.at("/components/schemas");
    for (Map.Entry<String, JsonNode> definition : definitions().properties()) {
      if (!definition.getKey().endsWith(BALLOT)) {
        schemas.set(definition.getKey(), definition.getValue());
      }
    }
  }

  /** The JSON Schema, as written. */
  byte[] schema() {
    return schema.clone();
  }

  /** The OpenAPI document. */
  ObjectNode openApi() {
    return openApi.deepCopy();
  }

  /** In an OpenAPI document, definitions have another address. */
  private JsonNode definitions() {
    String text = new String(schema, StandardCharsets.UTF_8);
    return WireJson.read(
            text.replace("\"#/$defs/", "\"#/components/schemas/").getBytes(StandardCharsets.UTF_8))
        .path("$defs");
  }

  private static byte[] resource(String path) {
    try (InputStream in = ApiDescription.class.getResourceAsStream(path)) {
      return Objects.requireNonNull(in, path).readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("the jar cannot be read: " + path, e);
    }
  }
}
