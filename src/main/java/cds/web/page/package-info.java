/**
 * The try page: examples, cards as an EHR renders them, the reasons and the data behind them, and
 * the health of each part. Shows requests and answers as any client would see them.
 */
@NullMarked
package cds.web.page;

import org.jspecify.annotations.NullMarked;
