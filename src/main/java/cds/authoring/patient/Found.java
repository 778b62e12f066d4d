package cds.authoring.patient;

import cds.chart.DataKind;
import cds.knowledge.ServiceDefinition;
import cds.knowledge.ServiceDefinition.Orders;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What the rows of a form gave: resources by kind, and the orders of the visit. */
final class Found {

  private static final String NOT_LOOKED_AT =
      "The service does not look at this. Leave it empty, or take another service.";

  private final PatientFields fields;
  private final ServiceDefinition service;
  private final Map<DataKind, List<ObjectNode>> resources = new EnumMap<>(DataKind.class);
  private final List<ObjectNode> orders = new ArrayList<>();

  Found(PatientFields fields, ServiceDefinition service) {
    this.fields = fields;
    this.service = service;
  }

  /**
   * Adds a resource.
   *
   * @param field the field it comes from
   * @param id its logical id
   */
  void add(String field, DataKind kind, String id, ObjectNode resource) {
    if (!service.prefetch().containsKey(kind)) {
      fields.fault(field, NOT_LOOKED_AT);
    }
    resources.computeIfAbsent(kind, k -> new ArrayList<>()).add(resource.put("id", logical(id)));
  }

  /** Adds an order of the visit. */
  void order(String field, String id, ObjectNode order) {
    if (service.orders() == Orders.NONE) {
      fields.fault(field, NOT_LOOKED_AT);
    }
    orders.add(order.put("id", logical(id)));
  }

  /** An id as FHIR allows it. */
  private static String logical(String id) {
    return id.replaceAll("[^A-Za-z0-9]+", "-");
  }

  List<ObjectNode> of(DataKind kind) {
    return resources.getOrDefault(kind, List.of());
  }

  List<ObjectNode> orders() {
    return orders;
  }
}
