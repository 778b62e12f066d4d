/**
 * Made-up populations: a model in YAML says what is drawn of a patient and which FHIR resources are
 * written of it; what stands here interprets it.
 */
@NullMarked
package cds.cohort.generate;

import org.jspecify.annotations.NullMarked;
