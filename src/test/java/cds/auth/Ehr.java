package cds.auth;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * An EHR that signs its requests.
 *
 * @param issuer its {@code iss}
 * @param key its private key
 */
public record Ehr(String issuer, JWK key) {

  /** One with a new key on a curve. */
  public static Ehr withEc(String issuer, String kid, Curve curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(curve.toECParameterSpec());
      var pair = generator.generateKeyPair();
      return new Ehr(
          issuer,
          new ECKey.Builder(curve, (ECPublicKey) pair.getPublic())
              .privateKey((ECPrivateKey) pair.getPrivate())
              .keyID(kid)
              .keyUse(KeyUse.SIGNATURE)
              .build());
    } catch (GeneralSecurityException e) {
      throw new AssertionError("no key", e);
    }
  }

  /** One with a new P-384 key. */
  public static Ehr withEc(String issuer, String kid) {
    return withEc(issuer, kid, Curve.P_384);
  }

  /** One with a new RSA key. */
  public static Ehr withRsa(String issuer, String kid, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      var pair = generator.generateKeyPair();
      return new Ehr(
          issuer,
          new RSAKey.Builder((RSAPublicKey) pair.getPublic())
              .privateKey(pair.getPrivate())
              .keyID(kid)
              .build());
    } catch (GeneralSecurityException e) {
      throw new AssertionError("no key", e);
    }
  }

  /** One with a new RSA key. */
  public static Ehr withRsa(String issuer, String kid) {
    return withRsa(issuer, kid, 2048);
  }

  /** The public halves of keys, as EHRs publish them. */
  public static String jwks(Ehr... ehrs) {
    return new JWKSet(Arrays.stream(ehrs).map(Ehr::key).toList()).toString(true);
  }

  /** The algorithm that the standard recommends for its key. */
  public JWSAlgorithm algorithm() {
    return key instanceof ECKey ec
        ? (ec.getCurve().equals(Curve.P_384) ? JWSAlgorithm.ES384 : JWSAlgorithm.ES256)
        : JWSAlgorithm.RS384;
  }

  /** A token that is right in everything, for five minutes from now. */
  public Token token(String audience, Instant now) {
    Algorithm algorithm = algorithm();
    return new Token(this)
        .header("alg", algorithm.getName())
        .header("typ", "JWT")
        .header("kid", key.getKeyID())
        .claim("iss", issuer)
        .claim("aud", audience)
        .claim("iat", now.getEpochSecond())
        .claim("exp", now.getEpochSecond() + 300)
        .claim("jti", UUID.randomUUID().toString());
  }

  /** The SHA-256 thumbprint of its key. */
  public String thumbprint() {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
