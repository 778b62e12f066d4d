/** The flow from a service call to its cards, as one method. */
@NullMarked
package cds.decide;

import org.jspecify.annotations.NullMarked;
