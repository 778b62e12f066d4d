package cds.decide;

import cds.cdshooks.CdsRequest;
import cds.knowledge.ServiceDefinition;
import cds.knowledge.ServiceDefinition.Orders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
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
    JsonNode selections = request.context().path("selections");
    boolean all = service.orders() != Orders.SELECTED || selections.isMissingNode();
    for (JsonNode entry : request.context().path(member).path("entry")) {
      if (entry.path("resource") instanceof ObjectNode resource
          && (all || !isOrder(resource) || selected(resource, selections))) {
        resources.add(resource);
      }
    }
    return new HookOrders(resources);
  }

  private static boolean isOrder(ObjectNode resource) {
    return resource.path("resourceType").asString("").endsWith("Request");
  }

  private static boolean selected(ObjectNode resource, JsonNode selections) {
    String id = resource.path("id").asString("");
    String reference = resource.path("resourceType").asString("") + "/" + id;
    for (JsonNode selection : selections) {
      String text = selection.asString("");
      if (text.equals(reference) || text.equals(id)) {
        return true;
      }
    }
    return false;
  }

  /** The client's own resource of this reference; none when several carry it. */
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
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }
}
