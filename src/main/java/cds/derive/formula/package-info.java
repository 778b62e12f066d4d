/**
 * The published formulas of two instruments with their coefficients: the only place in the code
 * that names an instrument.
 */
@NullMarked
package cds.derive.formula;

import org.jspecify.annotations.NullMarked;
