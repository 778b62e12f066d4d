/** Whole populations on a cluster: a thin adapter of {@code cds.cohort} to Apache Spark. */
@NullMarked
package cds.spark;

import org.jspecify.annotations.NullMarked;
