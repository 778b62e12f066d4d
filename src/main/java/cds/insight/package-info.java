/**
 * What became of cards: recorded decisions and feedback, counted by rule and release. Small numbers
 * are withheld, so that no count can lead to a person.
 */
@NullMarked
package cds.insight;

import org.jspecify.annotations.NullMarked;
