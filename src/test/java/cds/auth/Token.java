package cds.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A token in the making: what it says may be anything, as an attacker's may. */
public final class Token {

  private final Ehr ehr;
  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> claims = new LinkedHashMap<>();

  Token(Ehr ehr) {
    this.ehr = ehr;
  }

  /** Says something in the header. */
  public Token header(String name, Object value) {
    header.put(name, value);
    return this;
  }

  /** Claims something. */
  public Token claim(String name, Object value) {
    claims.put(name, value);
    return this;
  }

  /** Leaves a header or a claim out. */
  public Token without(String name) {
    header.remove(name);
    claims.remove(name);
    return this;
  }

  /** Signed with the EHR's key and the algorithm of its kind. */
  public String signed() {
    return signed(ehr.key(), ehr.algorithm());
  }

  /** Signed with any key, whatever the header says. */
  public String signed(JWK key, JWSAlgorithm algorithm) {
    try {
      JWSSigner signer =
          JWSAlgorithm.Family.EC.contains(algorithm)
              ? new ECDSASigner(key.toECKey())
              : new RSASSASigner(key.toRSAKey());
      return signed(signer, algorithm);
    } catch (JOSEException e) {
      throw new AssertionError("not signed", e);
    }
  }

  /** Signed with a shared secret. */
  public String signed(byte[] secret) {
    try {
      return signed(new MACSigner(secret), JWSAlgorithm.HS256);
    } catch (JOSEException e) {
      throw new AssertionError("not signed", e);
    }
  }

  /** With a signature that was not made by any key. */
  public String withSignature(byte[] signature) {
    return input() + "." + Base64URL.encode(signature);
  }

  private String signed(JWSSigner signer, JWSAlgorithm algorithm) throws JOSEException {
    byte[] input = input().getBytes(StandardCharsets.US_ASCII);
    return input() + "." + signer.sign(new JWSHeader(algorithm), input);
  }

  private String input() {
    return Base64URL.encode(JSONObjectUtils.toJSONString(header))
        + "."
        + Base64URL.encode(JSONObjectUtils.toJSONString(claims));
  }
}
