/** Decisions on the record: chained, journaled, stored, verified. Nothing here knows HTTP. */
@NullMarked
package cds.record;

import org.jspecify.annotations.NullMarked;
