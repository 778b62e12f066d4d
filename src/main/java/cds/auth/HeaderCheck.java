package cds.auth;

import cds.clients.Trust;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import java.net.URI;

/** What the header of a token must and must not say (RFC 8725, "Best Practices"). */
final class HeaderCheck {

  private HeaderCheck() {}

  static void check(JWSHeader header, Trust trust) {
    refuseIf(!trust.algorithms().contains(header.getAlgorithm().getName()), Reason.ALGORITHM);
    refuseIf(!JOSEObjectType.JWT.equals(header.getType()), Reason.TYPE);
    refuseIf(header.getKeyID() == null || header.getKeyID().isBlank(), Reason.NO_KEY_ID);
    refuseIf(
        header.getJWK() != null
            || header.getX509CertURL() != null
            || header.getX509CertChain() != null,
        Reason.OWN_KEY);
    refuseIf(
        header.getCriticalParams() != null || !header.isBase64URLEncodePayload(),
        Reason.CRITICAL_HEADER);
    URI named = header.getJWKURL();
    URI configured = trust.keys().address();
    // As texts: two addresses that lead to one place may still be told apart by somebody else.
    refuseIf(
        named != null && (configured == null || !named.toString().equals(configured.toString())),
        Reason.KEY_ADDRESS);
  }

  private static void refuseIf(boolean wrong, Reason reason) {
    if (wrong) {
      throw new TokenRefused(reason);
    }
  }
}
