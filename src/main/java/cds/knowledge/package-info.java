/**
 * What {@code rules/} and {@code fhir-profiles/} say: terminology, units, dictionary, tables, texts
 * and releases; parsing and checking them with messages an informatician can act on.
 */
@NullMarked
package cds.knowledge;

import org.jspecify.annotations.NullMarked;
