package cds.web.services;

import cds.cdshooks.FhirAccess;
import cds.web.wire.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code fhirServer} and {@code fhirAuthorization}; what they allow is judged later. */
final class FhirAccessReader {

  private static final String GRANT = "fhirAuthorization";

  private FhirAccessReader() {}

  /**
   * The client's FHIR server, or null when it sent none.
   *
   * @throws Refusal 400 when a member is no text, or when there is a grant without a server: a
   *     token is of no use without the server it is for (invariant cds-r-1)
   */
  static @Nullable FhirAccess read(ObjectNode request) {
    boolean granted = RequestReader.present(request, GRANT) != null;
    if (RequestReader.present(request, "fhirServer") == null) {
      if (granted) {
        throw Refusal.malformed(
            "required", "fhirServer is required when fhirAuthorization is sent (cds-r-1).");
      }
      return null;
    }
    String server = RequestReader.text(request, "fhirServer", "fhirServer");
    if (!granted) {
      return FhirAccess.open(server);
    }
    ObjectNode grant = RequestReader.object(request, GRANT, GRANT);
    return new FhirAccess(
        server,
        text(grant, "access_token"),
        text(grant, "token_type"),
        seconds(grant),
        text(grant, "scope"),
        text(grant, "subject"),
        RequestReader.present(grant, "patient") == null ? null : text(grant, "patient"));
  }

  /** Some clients send empty members where the specification requires values. */
  private static String text(ObjectNode grant, String member) {
    JsonNode node = RequestReader.present(grant, member);
    if (node != null && !node.isString()) {
      throw Refusal.malformed("structure", GRANT + "." + member + " must be a text.");
    }
    return node == null ? "" : node.stringValue();
  }

  private static @Nullable Long seconds(ObjectNode grant) {
    JsonNode node = RequestReader.present(grant, "expires_in");
    if (node == null) {
      return null;
    }
    if (!node.canConvertToLong()) {
      throw Refusal.malformed("structure", GRANT + ".expires_in must be a number of seconds.");
    }
    return node.longValue();
  }
}
