/**
 * What cards say and in which language: sentences that keep their values typed until a card is
 * written, and the languages that write them.
 */
@NullMarked
package cds.language;

import org.jspecify.annotations.NullMarked;
