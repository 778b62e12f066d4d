/**
 * Past decisions again: evaluated from what is on record, explained, and compared between releases.
 */
@NullMarked
package cds.replay;

import org.jspecify.annotations.NullMarked;
