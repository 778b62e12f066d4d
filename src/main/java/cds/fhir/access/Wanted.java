package cds.fhir.access;

import cds.cdshooks.FhirAccess;
import cds.chart.DataKind;
import cds.fhir.FhirTerms;
import cds.fhir.Prefetch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one call needs, and from where it may be had.
 *
 * @param patientId bare id of the context's patient
 * @param templates prefetch templates of the kinds the service asks for
 * @param prefetch what the client sent
 * @param orders orders of the context and the Medications among them
 * @param access the client's FHIR server and its grant, or null when it sent none
 * @param terms which servers may be asked on behalf of the client
 */
public record Wanted(
    String patientId,
    Map<DataKind, String> templates,
    Prefetch prefetch,
    List<ObjectNode> orders,
    @Nullable FhirAccess access,
    FhirTerms terms) {

  /** Kinds without a key. A key that holds {@code null} or an error is an answer. */
  List<DataKind> missing() {
    return templates.keySet().stream().filter(kind -> !prefetch.has(kind)).toList();
  }
}
