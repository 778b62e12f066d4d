package cds.fhir.access;

import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bundles as they came, told apart but not read. The reader judges whether a Bundle is complete by
 * its links and entries, so those of several pages are put together to say the same.
 */
final class Pages {

  private static final String ENTRY = "entry";
  private static final String LINK = "link";

  private Pages() {}

  /** The Bundle in a prefetch value: bare, or wrapped as {@code {resource, response}}. */
  static Optional<ObjectNode> bundle(JsonNode value) {
    JsonNode node =
        !value.has("resourceType") && value.path("resource").isObject()
            ? value.path("resource")
            : value;
    return node instanceof ObjectNode bundle && isBundle(bundle)
        ? Optional.of(bundle)
        : Optional.empty();
  }

  static boolean isBundle(JsonNode node) {
    return node.path("resourceType").asString("").equals("Bundle");
  }

  /** The resources of its entries. */
  static Stream<JsonNode> resources(ObjectNode bundle) {
    return bundle.path(ENTRY).valueStream().map(entry -> entry.path("resource"));
  }

  /** Where the next page is, as the Bundle says. */
  static Optional<String> next(ObjectNode bundle) {
    return bundle
        .path(LINK)
        .valueStream()
        .filter(link -> link.path("relation").asString("").equalsIgnoreCase("next"))
        .map(link -> link.path("url").asString(""))
        .findFirst();
  }

  /** Whether a page holds nothing that could not be put together with others. */
  static boolean isJoinable(ObjectNode page) {
    JsonNode entries = page.path(ENTRY);
    return isBundle(page)
        && (entries.isMissingNode() || entries.isArray())
        && !page.has("implicitRules");
  }

  /** The pages so far and one more; what comes after the one more comes after them. */
  static ObjectNode joined(ObjectNode pages, ObjectNode page) {
    ObjectNode joined = copy(pages);
    ArrayNode entries = joined.putArray(ENTRY);
    pages.path(ENTRY).forEach(entries::add);
    page.path(ENTRY).forEach(entries::add);
    joined.remove(LINK);
    if (page.has(LINK)) {
      joined.set(LINK, page.path(LINK));
    }
    return joined;
  }

  /** The Bundle with an entry that says that something may have been held back. */
  static ObjectNode restricted(ObjectNode bundle) {
    ObjectNode restricted = copy(bundle);
    ArrayNode entries = restricted.putArray(ENTRY);
    bundle.path(ENTRY).forEach(entries::add);
    ObjectNode outcome = entries.addObject();
    outcome.putObject("search").put("mode", "outcome");
    outcome
        .putObject("resource")
        .put("resourceType", "OperationOutcome")
        .putArray("issue")
        .addObject()
        .put("severity", "warning")
        .put("code", "suppressed");
    return restricted;
  }

  private static ObjectNode copy(ObjectNode bundle) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    copy.setAll(bundle);
    return copy;
  }
}
