package cds.fhir;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a chart is read from. Nothing here is changed by reading.
 *
 * @param patientId the context's patient, {@code p} or {@code Patient/p}
 * @param prefetch prefetch values by the keys of {@link cds.chart.DataKind}; other keys are ignored
 * @param orders the resources (or whole Bundle entries) of the context's draft orders:
 *     MedicationRequests are read, Medications resolve their references, others are ignored
 * @param at evaluation time
 * @param zone time zone in which dates are taken
 */
public record ReadInput(
    String patientId, ObjectNode prefetch, List<ObjectNode> orders, Instant at, ZoneId zone) {}
