/** Patients whom an author describes in a form, made into requests for a service. */
@NullMarked
package cds.authoring.patient;

import org.jspecify.annotations.NullMarked;
