/** What the service says about its API: OpenAPI and JSON Schema for programs, a page for people. */
@NullMarked
package cds.web.docs;

import org.jspecify.annotations.NullMarked;
