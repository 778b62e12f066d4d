/**
 * The insight page: what became of cards, how many there are and how long answers take. For people
 * on this machine only, as long as people cannot sign in.
 */
@NullMarked
package cds.web.insight;

import org.jspecify.annotations.NullMarked;
