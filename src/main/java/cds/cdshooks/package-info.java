/** The words of the CDS Hooks 2.0.1 protocol as records: services, requests, cards, feedback. */
@NullMarked
package cds.cdshooks;

import org.jspecify.annotations.NullMarked;
