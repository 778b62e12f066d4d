package cds.fhir;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource as it came, with the address it came under.
 *
 * @param fullUrl {@code Bundle.entry.fullUrl}, or null
 * @param resource the resource, not yet checked
 */
record Entry(@Nullable String fullUrl, ObjectNode resource) {

  /** A bare resource, or one wrapped as {@code {fullUrl, response, resource}}. */
  static Entry of(ObjectNode node) {
    return !node.has("resourceType") && node.path("resource") instanceof ObjectNode resource
        ? new Entry(textOrNull(node.path("fullUrl")), resource)
        : new Entry(null, node);
  }

  /** The resource type it claims; empty when it claims none. */
  String type() {
    JsonNode type = resource.path("resourceType");
    return type.isString() ? type.asString() : "";
  }

  /** {@code Type/id}, or null when it has no id that can be read. */
  @Nullable String reference() {
    return References.of(type(), resource);
  }

  /** {@code Type/id}; the type alone when it has no id that can be read. */
  String name() {
    String reference = reference();
    return reference == null ? type() : reference;
  }

  private static @Nullable String textOrNull(JsonNode node) {
    return node.isString() ? node.asString() : null;
  }
}
