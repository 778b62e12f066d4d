package cds.authoring.compare;

import java.util.List;

/**
 * The calls to make for one patient.
 *
 * @param patient id of the patient, unique among all
 * @param calls the calls
 */
record PatientCalls(String patient, List<Call> calls) {}
