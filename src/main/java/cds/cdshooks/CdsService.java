package cds.cdshooks;

import java.util.Map;

/**
 * One entry of the discovery response (CDS Hooks 2.0.1, "Discovery").
 *
 * @param hook the hook it answers
 * @param title short name
 * @param description what it does, plain text
 * @param id the last part of its URL
 * @param prefetch FHIR query templates by prefetch key, in order
 * @param usageRequirements what an integrator must know before connecting
 */
public record CdsService(
    String hook,
    String title,
    String description,
    String id,
    Map<String, String> prefetch,
    String usageRequirements) {}
