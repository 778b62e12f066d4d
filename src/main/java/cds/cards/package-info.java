/** From findings to cards: few, most urgent first, texts from the rules. Plain values only. */
@NullMarked
package cds.cards;

import org.jspecify.annotations.NullMarked;
