/** What a draft would change: live and draft rules answer the same calls, and differ or not. */
@NullMarked
package cds.authoring.compare;

import org.jspecify.annotations.NullMarked;
