package cds.fhir.access;

import cds.cdshooks.FhirAccess;
import cds.fhir.FhirTerms;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges whether a grant may be used for a call at all. */
final class Grant {

  /** RFC 6750, section 2.1; nothing that could end a header. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,8192}");

  private static final String PATIENT = "Patient/";

  private Grant() {}

  /**
   * Why the grant is not used, or nothing when it may be. An empty token is none: such a server is
   * asked without one.
   */
  static Optional<Lack> objection(FhirAccess access, FhirTerms terms, String patientId) {
    String patient = access.patient();
    if (patient != null && !patient.isEmpty() && !bare(patient).equals(patientId)) {
      return Optional.of(Lack.OTHER_PATIENT);
    }
    if (access.accessToken().isEmpty()) {
      return Optional.empty();
    }
    if (!access.tokenType().equalsIgnoreCase("Bearer")
        || !TOKEN.matcher(access.accessToken()).matches()) {
      return Optional.of(Lack.TOKEN_TYPE);
    }
    Long seconds = access.expiresIn();
    if (seconds != null && seconds <= 0) {
      return Optional.of(Lack.EXPIRED);
    }
    return terms.subject().isEmpty() || terms.subject().equals(access.subject())
        ? Optional.empty()
        : Optional.of(Lack.OTHER_SUBJECT);
  }

  private static String bare(String patient) {
    return patient.startsWith(PATIENT) ? patient.substring(PATIENT.length()) : patient;
  }
}
