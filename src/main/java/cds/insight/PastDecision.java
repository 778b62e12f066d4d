package cds.insight;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One recorded decision, for export.
 *
 * @param id its id
 * @param at when it was made
 * @param replica name of the replica that made it
 * @param client name of the client that asked
 * @param tenant its tenant; null when it named none
 * @param service id of the service
 * @param hook the hook
 * @param hookInstance id of the hook's instance
 * @param release hash of the release
 * @param patientKey name of the key of the patient's hash; null when there was no patient
 * @param patient keyed hash of the patient; null when there was none
 * @param outcome what became of the call: {@code answered}, {@code not-asked}, {@code refused} or
 *     {@code failed}
 * @param cards how many cards were shown
 * @param micros how long the answer took, in microseconds
 * @param content what else was recorded; empty once its time is over
 */
record PastDecision(
    String id,
    Instant at,
    String replica,
    String client,
    @Nullable String tenant,
    String service,
    String hook,
    String hookInstance,
    String release,
    @Nullable String patientKey,
    @Nullable String patient,
    String outcome,
    int cards,
    long micros,
    JsonNode content) {}
