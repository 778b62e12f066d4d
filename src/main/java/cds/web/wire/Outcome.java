package cds.web.wire;

import java.util.List;
import org.springframework.http.MediaType;

/**
 * An OperationOutcome: the body of every answer that is not 2xx (CDS Hooks 3.0 ballot, "HTTP Status
 * Codes"). It holds our own sentences only, never a part of the request.
 *
 * @param resourceType always {@code OperationOutcome}
 * @param issue what is wrong; one
 */
public record Outcome(String resourceType, List<Issue> issue) {

  /** How it is sent. */
  public static final MediaType FHIR_JSON = MediaType.valueOf("application/fhir+json");

  /**
   * What is wrong.
   *
   * @param severity always {@code error}
   * @param code FHIR issue type
   * @param diagnostics what to mend, in a sentence
   */
  public record Issue(String severity, String code, String diagnostics) {}

  /** One issue. */
  public static Outcome of(String code, String sentence) {
    return new Outcome("OperationOutcome", List.of(new Issue("error", code, sentence)));
  }

  /** What can be said knowing only the status. */
  public static Outcome of(int status) {
    return switch (status) {
      case 400 ->
          of("structure", "The request cannot be read; check its address, headers and body.");
      case 401 -> of("login", "The request is not authorised.");
      case 403 -> of("forbidden", "The request is refused.");
      case 404 ->
          of("not-found", "There is nothing at this address; GET /cds-services lists services.");
      case 405 ->
          of(
              "not-supported",
              "This address does not take this method; the Allow header names those it does.");
      case 406 ->
          of(
              "not-supported",
              "The Accept header excludes the form of the answer; services answer"
                  + " application/json.");
      case 413 -> of("too-long", "The body is too large; send fewer prefetched resources.");
      case 414, 431 -> of("too-long", "The address or the headers are too long.");
      case 415 -> of("not-supported", "Send the body as Content-Type: application/json.");
      case 429 -> of("throttled", "Too many requests; send them more slowly.");
      case 501, 505 -> of("not-supported", "Use HTTP/1.1 and one of its methods.");
      case 503 -> of("transient", "The service is busy or stopping; try again later.");
      default ->
          status < 500
              ? of("processing", "The request cannot be processed as it is.")
              : of("exception", "The service failed; the request may be sent again later.");
    };
  }

  /** The bytes of the body. */
  public byte[] bytes() {
    return WireJson.write(this);
  }
}
