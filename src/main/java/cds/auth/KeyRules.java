package cds.auth;

import cds.clients.Trust;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;

/** Which keys are strong enough, and for which algorithm. */
final class KeyRules {

  private static final int LEAST_RSA_BITS = 2048;

  private KeyRules() {}

  /** Whether a key is public, strong and of the kind that this algorithm needs. */
  static boolean fits(JWK key, JWSAlgorithm algorithm) {
    if (key.isPrivate()) {
      return false;
    }
    if (key instanceof ECKey ec) {
      // RFC 7518, section 3.4: each of these algorithms has one curve.
      return Curve.forJWSAlgorithm(algorithm) != null
          && Curve.forJWSAlgorithm(algorithm).contains(ec.getCurve());
    }
    return key instanceof RSAKey
        && JWSAlgorithm.Family.RSA.contains(algorithm)
        && key.size() >= LEAST_RSA_BITS;
  }

  /** Whether a client could sign with this key. */
  static boolean fits(JWK key, Trust trust) {
    return trust.algorithms().stream().anyMatch(name -> fits(key, JWSAlgorithm.parse(name)));
  }
}
