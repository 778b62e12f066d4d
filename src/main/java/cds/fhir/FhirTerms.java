package cds.fhir;

import java.net.URI;
import java.util.List;

/**
 * Which FHIR servers may be asked on behalf of a client.
 *
 * @param servers base addresses; a server that is not among them is never asked
 * @param subject the id under which the client's authorization server knows this service; empty
 *     when it is not checked
 * @param onPrivateNetwork whether the names of the servers may lead to private addresses
 */
public record FhirTerms(List<URI> servers, String subject, boolean onPrivateNetwork) {

  /** No server may be asked. */
  public static final FhirTerms NONE = new FhirTerms(List.of(), "", false);

  /** Copies. */
  public FhirTerms {
    servers = List.copyOf(servers);
  }
}
