/** The same rules over a whole population: grouped by patient on disk, decided, written down. */
@NullMarked
package cds.cohort;

import org.jspecify.annotations.NullMarked;
