/** FHIR Bulk Data (NDJSON): lines of a patient, and the request that an EHR would send of them. */
@NullMarked
package cds.bulk;

import org.jspecify.annotations.NullMarked;
