package cds.decide;

import cds.chart.DataKind;
import cds.fhir.access.Lack;
import cds.fhir.access.Obtained;
import cds.knowledge.ServiceDefinition;
import tools.jackson.databind.JsonNode;

/** What a service cannot do without. */
final class Required {

  private Required() {}

  /**
   * Refuses a call that lacks it; the patient may not be null.
   *
   * @throws NotObtainable naming the kind of data and why it cannot be had
   */
  static void check(ServiceDefinition service, Obtained data) {
    for (DataKind kind : DataKind.values()) {
      boolean given =
          kind == DataKind.PATIENT
              ? isPatient(data.prefetch().json(kind))
              : data.prefetch().has(kind);
      if (service.required().contains(kind) && !given) {
        throw new NotObtainable(kind.key(), data.lacking().getOrDefault(kind, Lack.UNUSABLE));
      }
    }
  }

  private static boolean isPatient(JsonNode node) {
    JsonNode resource = node.has("resource") ? node.path("resource") : node;
    return resource.path("resourceType").asString("").equals(DataKind.PATIENT.resourceType());
  }
}
