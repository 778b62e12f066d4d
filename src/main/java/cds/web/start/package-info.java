/**
 * What happens before the first request: settings, clients and rules are read, and whatever is
 * wrong or unsafe stops the start with a sentence that names it.
 */
@NullMarked
package cds.web.start;

import org.jspecify.annotations.NullMarked;
