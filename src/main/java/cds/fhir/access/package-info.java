/**
 * Asks the client's FHIR server for what was not prefetched (CDS Hooks 2.0.1, "FHIR Resource
 * Access"). Every address is compared with the configured ones, every answer is bounded in bytes,
 * pages and time, and a token lives in memory for one call only.
 */
@NullMarked
package cds.fhir.access;

import org.jspecify.annotations.NullMarked;
