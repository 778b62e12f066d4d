/**
 * What the try page shows: examples, cards as an EHR renders them, the reasons and the data behind
 * them, and the health of each part. Takes requests and answers as text, as any client would.
 */
@NullMarked
package cds.web.page;

import org.jspecify.annotations.NullMarked;
