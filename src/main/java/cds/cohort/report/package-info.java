/** What became of a screened population: typed columns (Parquet) and a report for people. */
@NullMarked
package cds.cohort.report;

import org.jspecify.annotations.NullMarked;
