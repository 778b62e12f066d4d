/** What became of cards: reads the feedback that clients send and keeps it. */
@NullMarked
package cds.feedback;

import org.jspecify.annotations.NullMarked;
