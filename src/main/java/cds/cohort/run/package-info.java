/** Runs over populations that people begin in the service: one at a time, in the background. */
@NullMarked
package cds.cohort.run;

import org.jspecify.annotations.NullMarked;
