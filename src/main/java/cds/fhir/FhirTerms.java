package cds.fhir;

import java.net.URI;
import java.util.List;

/**
 * Which FHIR servers may be asked on behalf of a client.
 *
 * @param servers base addresses; a server that is not among them is never asked
 * @param subject the id under which the client's authorization server knows this service; empty
 *     when it is not checked
 */
public record FhirTerms(List<URI> servers, String subject) {

  /** No server may be asked. */
  public static final FhirTerms NONE = new FhirTerms(List.of(), "");

  /** Copies. */
  public FhirTerms {
    servers = List.copyOf(servers);
  }
}
