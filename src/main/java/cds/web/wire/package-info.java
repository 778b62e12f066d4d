/** What every answer is made of: JSON, and an OperationOutcome for whatever is refused or fails. */
@NullMarked
package cds.web.wire;

import org.jspecify.annotations.NullMarked;
