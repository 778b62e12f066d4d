/** Decisions on the record, as the edge needs it: nothing is answered that is not written down. */
@NullMarked
package cds.web.record;

import org.jspecify.annotations.NullMarked;
