package cds.fhir;

import cds.chart.DataKind;
import cds.knowledge.SiteCodes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a chart is read from. Nothing here is changed by reading.
 *
 * @param patientId the context's patient, {@code p} or {@code Patient/p}
 * @param prefetch prefetched data; other keys than those of {@link cds.chart.DataKind} are ignored
 * @param asked the kinds of data the service asks for
 * @param orders the resources (or whole Bundle entries) of the context's orders: MedicationRequests
 *     and ServiceRequests are read, Medications resolve their references, others are ignored
 * @param onRecord whether the context's orders are on record already (a refill): those that are no
 *     drafts then tell of the patient's treatment too
 * @param at evaluation time
 * @param zone time zone in which dates are taken
 * @param site codes of the client's site
 */
public record ReadInput(
    String patientId,
    Prefetch prefetch,
    Set<DataKind> asked,
    List<ObjectNode> orders,
    boolean onRecord,
    Instant at,
    ZoneId zone,
    SiteCodes site) {

  /** The same, of which nothing has been read yet. */
  ReadInput asTree() {
    return new ReadInput(
        patientId, Prefetch.of(prefetch.json()), asked, orders, onRecord, at, zone, site);
  }

  /** What a chart is read from when the site has no codes of its own. */
  public ReadInput(
      String patientId,
      Prefetch prefetch,
      Set<DataKind> asked,
      List<ObjectNode> orders,
      boolean onRecord,
      Instant at,
      ZoneId zone) {
    this(patientId, prefetch, asked, orders, onRecord, at, zone, SiteCodes.NONE);
  }
}
