/** People who work on the rules: who they are, what they may do, what they did. */
@NullMarked
package cds.people;

import org.jspecify.annotations.NullMarked;
