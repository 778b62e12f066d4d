/**
 * The edge: CDS Hooks 2.0.1 over HTTP. Reads and checks requests, reads the clock, answers with
 * cards or an OperationOutcome, and refuses to start in a way that would be unsafe.
 */
@NullMarked
package cds.web;

import org.jspecify.annotations.NullMarked;
