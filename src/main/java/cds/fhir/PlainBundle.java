package cds.fhir;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A searchset Bundle in which every entry holds a resource of R4 that has been found.
 *
 * @param entries its resources; none is an OperationOutcome
 * @param links its links, or missing
 * @param total its total; 0 when it has none
 */
record PlainBundle(List<Entry> entries, JsonNode links, int total) {}
