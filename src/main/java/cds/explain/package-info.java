/**
 * Why a decision came out as it did: for every row of every table whether it held, and if not,
 * which conditions failed and by how much.
 */
@NullMarked
package cds.explain;

import org.jspecify.annotations.NullMarked;
