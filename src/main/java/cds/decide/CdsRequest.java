package cds.decide;

import cds.cdshooks.FhirAccess;
import cds.fhir.Prefetch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service call whose envelope has been checked (CDS Hooks 2.0.1, "Calling a CDS Service").
 *
 * @param service id of the service called
 * @param hook the hook, one that this service answers
 * @param hookInstance UUID of this hook invocation, as sent
 * @param userId {@code Type/id} of the user, or null when the hook does not need one
 * @param patientId bare logical id of the patient
 * @param context the hook's context
 * @param prefetch prefetched data; empty when the client sent none
 * @param fhir the client's FHIR server and its grant, or null when the client sent none
 * @param bodySha256 lower-case hex SHA-256 of the request's bytes
 */
public record CdsRequest(
    String service,
    String hook,
    String hookInstance,
    @Nullable String userId,
    String patientId,
    ObjectNode context,
    Prefetch prefetch,
    @Nullable FhirAccess fhir,
    String bodySha256) {}
