/**
 * From chart to data elements: a closed set of derivation kinds that authors use in the dictionary.
 * Nothing here names an instrument, a drug or a disease, except the published formulas in {@code
 * derive.formula}.
 */
@NullMarked
package cds.derive;

import org.jspecify.annotations.NullMarked;
