package cds.fhir.access;

/** Why data that was not prefetched could not be fetched either. */
public enum Lack {
  /** The key is there, so nothing is fetched in its place. */
  UNUSABLE("what was sent under this key is no such data"),
  /** Nothing to ask. */
  NO_SERVER("the request names no fhirServer"),
  /** Not among the configured addresses. */
  SERVER_NOT_ALLOWED("the fhirServer of the request is none that may be asked for this client"),
  /** The token is not one that is presented as it stands. */
  TOKEN_TYPE("fhirAuthorization.token_type is not Bearer, or access_token is no bearer token"),
  /** The token ended before it came. */
  EXPIRED("fhirAuthorization.expires_in says that the token has expired"),
  /** The token was granted to somebody else. */
  OTHER_SUBJECT("fhirAuthorization.subject is not the id under which this service is registered"),
  /** The token is for somebody else. */
  OTHER_PATIENT("fhirAuthorization.patient is not the patient of context.patientId"),
  /** No scope for this type of resource. */
  SCOPE("fhirAuthorization.scope does not cover it"),
  /** 401 or 403. */
  REFUSED("the FHIR server refused it"),
  /** 404 or 410. */
  NOT_FOUND("the FHIR server does not know it"),
  /** Any other answer, or none. */
  FAILED("the FHIR server did not give it"),
  /** The time that may be spent was over. */
  TOO_LATE("the FHIR server did not give it in time (cds.fhir-budget)");

  private final String words;

  Lack(String words) {
    this.words = words;
  }

  /** The reason in words that quote nothing of the request. */
  public String words() {
    return words;
  }
}
