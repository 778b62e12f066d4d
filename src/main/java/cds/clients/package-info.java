/** The client registry: which EHRs may call, how they are recognised and on what terms. */
@NullMarked
package cds.clients;

import org.jspecify.annotations.NullMarked;
