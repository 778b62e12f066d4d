package cds.cdshooks;

import org.jspecify.annotations.Nullable;

/**
 * The client's FHIR server and what it granted for this one call (CDS Hooks 2.0.1, "FHIR Resource
 * Access"). The token is transient: never stored, never written anywhere, never used for another
 * call.
 *
 * @param server {@code fhirServer}, as sent
 * @param accessToken the bearer token; empty when the client sent none: the server is then asked
 *     without one
 * @param tokenType {@code token_type}; empty when the client sent none
 * @param expiresIn {@code expires_in} in seconds, or null
 * @param scope scopes, separated by spaces; empty when the client sent none
 * @param subject the client id under which the token was granted; empty when the client sent none
 * @param patient the patient to whom the token is limited, or null
 */
public record FhirAccess(
    String server,
    String accessToken,
    String tokenType,
    @Nullable Long expiresIn,
    String scope,
    String subject,
    @Nullable String patient) {

  /** Access without a token. */
  public static FhirAccess open(String server) {
    return new FhirAccess(server, "", "", null, "", "", null);
  }

  /** Nothing of what was sent: whatever is printed may be kept. */
  @Override
  public String toString() {
    return "FhirAccess[not shown]";
  }
}
