package cds.fhir;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A resource as it came, with the address it came under. */
final class Entry {

  private static final String RESOURCE_TYPE = "resourceType";

  private final @Nullable String fullUrl;
  private final String type;
  private final @Nullable String reference;
  private final @Nullable Element element;
  private final Supplier<ObjectNode> json;

  private Entry(
      @Nullable String fullUrl,
      String type,
      String id,
      @Nullable Element element,
      Supplier<ObjectNode> json) {
    this.fullUrl = fullUrl;
    this.type = type;
    this.reference = References.of(type, id);
    this.element = element;
    this.json = json;
  }

  /** A bare resource, or one wrapped as {@code {fullUrl, response, resource}}. */
  static Entry of(ObjectNode node) {
    return !node.has(RESOURCE_TYPE) && node.path("resource") instanceof ObjectNode resource
        ? of(textOrNull(node.path("fullUrl")), resource)
        : of(null, node);
  }

  /** A resource that came under an address, or under none. */
  static Entry of(@Nullable String fullUrl, ObjectNode resource) {
    JsonNode type = resource.path(RESOURCE_TYPE);
    return new Entry(
        fullUrl,
        type.isString() ? type.asString() : "",
        resource.path("id").asString(""),
        null,
        () -> resource);
  }

  /**
   * A resource that has been read.
   *
   * @param json gives its JSON, if anybody asks
   */
  static Entry of(@Nullable String fullUrl, Element resource, Supplier<ObjectNode> json) {
    return new Entry(fullUrl, resource.type(), resource.get("id").textOrEmpty(), resource, json);
  }

  /** {@code Bundle.entry.fullUrl}, or null. */
  @Nullable String fullUrl() {
    return fullUrl;
  }

  /** The resource type it claims; empty when it claims none. */
  String type() {
    return type;
  }

  /** {@code Type/id}, or null when it has no id that can be read. */
  @Nullable String reference() {
    return reference;
  }

  /** {@code Type/id}; the type alone when it has no id that can be read. */
  String name() {
    return reference == null ? type : reference;
  }

  /** The resource when it has been read already; else null. */
  @Nullable Element element() {
    return element;
  }

  /** The resource as it came. */
  ObjectNode resource() {
    return json.get();
  }

  private static @Nullable String textOrNull(JsonNode node) {
    return node.isString() ? node.asString() : null;
  }
}
