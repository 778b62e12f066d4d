/** Rules on their way: drafts, what proves them, what they change, releases. */
@NullMarked
package cds.authoring;

import org.jspecify.annotations.NullMarked;
