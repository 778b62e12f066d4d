/**
 * The only package that knows FHIR R4: reads prefetched resources into the records of {@code
 * cds.chart} and writes proposed orders back. Nothing of HAPI leaves it.
 */
@NullMarked
package cds.fhir;

import org.jspecify.annotations.NullMarked;
