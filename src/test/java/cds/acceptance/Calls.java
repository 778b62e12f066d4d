package cds.acceptance;

import cds.decide.CdsRequest;
import cds.fhir.Prefetch;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/** Calls of a service without a network: the envelope of a request is taken as it is. */
public final class Calls {

  private Calls() {}

  /** The call that a request is; it has all members of a request and asks for no FHIR server. */
  public static CdsRequest of(String service, ObjectNode request) {
    ObjectNode context = (ObjectNode) request.get("context");
    return new CdsRequest(
        service,
        request.get("hook").stringValue(),
        request.get("hookInstance").stringValue(),
        context.get("userId").stringValue(),
        context.get("patientId").stringValue(),
        context,
        Prefetch.of((ObjectNode) request.get("prefetch")),
        null,
        sha256(request.toString()));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has it", e);
    }
  }
}
