/** What stands before the controllers: headers, loopback, CORS, signatures, rates. */
@NullMarked
package cds.web.edge;

import org.jspecify.annotations.NullMarked;
