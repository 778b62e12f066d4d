/**
 * The edge: CDS Hooks 2.0.1 over HTTP. After the start, a request passes what stands at the edge
 * and reaches a service, a description or the try page; all of them know the call and what goes
 * over the wire, and none knows another but the try page, which calls the services.
 */
@NullMarked
package cds.web;

import org.jspecify.annotations.NullMarked;
