/**
 * One call of a service on its way through: whose it is, what is noted about it, and what the log
 * and the metrics say of it once it is answered.
 */
@NullMarked
package cds.web.call;

import org.jspecify.annotations.NullMarked;
