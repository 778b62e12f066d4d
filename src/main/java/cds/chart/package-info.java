/**
 * The patient's facts in FHIR's words, as small immutable records: statuses filtered, units
 * normalised, codes resolved to value-set ids, every record with its resource reference and date.
 */
@NullMarked
package cds.chart;

import org.jspecify.annotations.NullMarked;
