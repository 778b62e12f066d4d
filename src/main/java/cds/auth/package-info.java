/**
 * Who signed a request: verifies the bearer tokens (JWT) of CDS clients (CDS Hooks 2.0.1, "Trusting
 * CDS Clients").
 */
@NullMarked
package cds.auth;

import org.jspecify.annotations.NullMarked;
