package cds.decide;

import cds.fhir.OrderWriter;
import cds.knowledge.ServiceDefinition;
import cds.knowledge.ServiceDefinition.Orders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The orders of a hook's context that the service is asked about, as the client sent them. A hook
 * with selections asks about the selected ones only.
 *
 * @param resources the orders, and the Medications they may refer to
 */
record HookOrders(List<ObjectNode> resources) {

  static HookOrders of(ServiceDefinition service, CdsRequest request) {
    List<ObjectNode> resources = new ArrayList<>();
    String member =
        switch (service.orders()) {
          case NONE -> "";
          case SELECTED, SIGNED -> "draftOrders";
          case REFILLED -> "medications";
        };
    JsonNode entries = request.context().path(member).path("entry");
    JsonNode selections = request.context().path("selections");
    boolean all = service.orders() != Orders.SELECTED || selections.isMissingNode();
    for (JsonNode entry : entries) {
      // An entry in which no order can be found is kept as one that cannot be read: it is said.
      ObjectNode resource =
          resource(entry) instanceof ObjectNode found
              ? found
              : JsonNodeFactory.instance.objectNode();
      if (all || !isOrder(resource) || selected(entry, selections)) {
        resources.add(resource);
      }
    }
    return new HookOrders(resources);
  }

  /** The resource of an entry; some clients leave the entry out around it. */
  private static JsonNode resource(JsonNode entry) {
    return entry.has("resourceType") ? entry : entry.path("resource");
  }

  private static boolean isOrder(ObjectNode resource) {
    return resource.path("resourceType").asString("").endsWith("Request");
  }

  private static boolean selected(JsonNode entry, JsonNode selections) {
    JsonNode resource = resource(entry);
    String id = resource.path("id").asString("");
    String reference = resource.path("resourceType").asString("") + "/" + id;
    String fullUrl = entry.path("fullUrl").asString("");
    for (JsonNode selection : selections) {
      String text = selection.asString("").split("/_history/", 2)[0];
      boolean byId = text.equals(reference) || text.equals(id) || text.endsWith("/" + reference);
      if ((!id.isEmpty() && byId) || (!fullUrl.isEmpty() && text.equals(fullUrl))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The client's own resource of this reference, to be changed or removed; none when several carry
   * it, or when it may not be changed.
   */
  Optional<ObjectNode> resource(String reference) {
    List<ObjectNode> found =
        resources.stream()
            .filter(
                resource ->
                    (resource.path("resourceType").asString("")
                            + "/"
                            + resource.path("id").asString(""))
                        .equals(reference))
            .toList();
    return found.size() == 1
        ? Optional.of(found.get(0)).filter(OrderWriter::mayChange)
        : Optional.empty();
  }
}
