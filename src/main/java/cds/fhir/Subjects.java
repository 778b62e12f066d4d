package cds.fhir;

import java.util.Set;

/**
 * Tells whether a reference points at the context's patient.
 *
 * @param patientId id of the context's patient, without its type
 * @param urls full URLs under which the patient's own resource came
 */
record Subjects(String patientId, Set<String> urls) {

  private static final String TYPE = "Patient/";

  /** The id in {@code Patient/p} or {@code p}. */
  static String bareId(String patient) {
    return patient.startsWith(TYPE) ? patient.substring(TYPE.length()) : patient;
  }

  /**
   * Whether the reference points at the patient.
   *
   * @throws Unreadable when it points at nobody who can be known
   */
  boolean holds(String reference) {
    if (reference.isBlank() || reference.startsWith("#")) {
      throw new Unreadable();
    }
    String current = References.withoutVersion(reference);
    return current.equals(TYPE + patientId)
        || current.endsWith("/" + TYPE + patientId)
        || current.equals("urn:uuid:" + patientId)
        || urls.contains(current);
  }
}
