package cds.auth;

import cds.clients.Client;
import cds.clients.Clients;
import cds.clients.Trust;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Recognises the client that signed a token. The issuer named in the registry decides which keys,
 * algorithms and audiences count; nothing is fetched from an address that a token names.
 */
public final class TokenVerifier {

  /** Tokens of real clients have about 1 kB. */
  private static final int MOST_CHARACTERS = 8192;

  private static final List<String> TIMES = List.of("iat", "nbf", "exp");

  /** The end of the year 9999. */
  private static final double LAST_SECOND = 253_402_300_799d;

  private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();
  private final Clients clients;
  private final KeySets keys;
  private final UsedTokens used;
  private final Clock clock;

  /**
   * Prepares verification.
   *
   * @param clients the registry
   * @param keys the keys of its issuers
   * @param used remembers tokens that were used
   * @param clock tells whether a token is valid now
   */
  public TokenVerifier(Clients clients, KeySets keys, UsedTokens used, Clock clock) {
    this.clients = clients;
    this.keys = keys;
    this.used = used;
    this.clock = clock;
  }

  /**
   * Recognises a client and uses the token up.
   *
   * @param token a JWT in compact form
   * @param endpoint the exact public address that is called
   * @throws TokenRefused when it is not a valid, unused token of a client for this endpoint
   */
  public Client verify(String token, String endpoint) {
    if (token.length() > MOST_CHARACTERS) {
      throw new TokenRefused(Reason.TOO_LONG);
    }
    SignedJWT jwt = parse(token);
    JWTClaimsSet claims = claims(jwt);
    Client client = client(claims);
    Trust trust = trust(client);
    HeaderCheck.check(jwt.getHeader(), trust);
    requireSignature(jwt, trust);
    Instant now = clock.instant();
    ClaimsCheck.check(claims, trust, endpoint, now);
    // Last: only a token that is right in everything else may take a place among the used ones.
    used.use(
        trust.issuer(),
        claims.getJWTID(),
        claims.getExpirationTime().toInstant().plus(trust.skew()),
        now);
    return client;
  }

  private static SignedJWT parse(String token) {
    try {
      if (JWTParser.parse(token) instanceof SignedJWT signed) {
        return signed;
      }
    } catch (ParseException | IllegalArgumentException e) {
      throw new TokenRefused(Reason.MALFORMED);
    }
    throw new TokenRefused(Reason.ALGORITHM);
  }

  private static JWTClaimsSet claims(SignedJWT jwt) {
    try {
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      refuseTimesBeyondCounting(jwt);
      return claims;
    } catch (ParseException | IllegalArgumentException e) {
      throw new TokenRefused(Reason.MALFORMED);
    }
  }

  /** Nimbus counts milliseconds: a time too far ahead would come out as one in the past. */
  private static void refuseTimesBeyondCounting(SignedJWT jwt) {
    Map<String, Object> claims = jwt.getPayload().toJSONObject();
    for (String time : TIMES) {
      if (claims.get(time) instanceof Number seconds
          && Math.abs(seconds.doubleValue()) > LAST_SECOND) {
        throw new TokenRefused(Reason.MALFORMED);
      }
    }
  }

  private Client client(JWTClaimsSet claims) {
    String issuer = claims.getIssuer();
    if (issuer == null) {
      throw new TokenRefused(Reason.MISSING_CLAIM);
    }
    return clients.ofIssuer(issuer).orElseThrow(() -> new TokenRefused(Reason.UNKNOWN_ISSUER));
  }

  private static Trust trust(Client client) {
    Trust trust = client.trust();
    if (trust == null) {
      throw new TokenRefused(Reason.UNKNOWN_ISSUER);
    }
    return trust;
  }

  private void requireSignature(SignedJWT jwt, Trust trust) {
    List<JWK> candidates = keys.of(trust.issuer(), jwt.getHeader());
    if (candidates.isEmpty()) {
      throw new TokenRefused(Reason.UNKNOWN_KEY);
    }
    if (candidates.stream().noneMatch(key -> isSignedWith(key, jwt))) {
      throw new TokenRefused(Reason.SIGNATURE);
    }
  }

  private boolean isSignedWith(JWK key, SignedJWT jwt) {
    try {
      JWSHeader header = jwt.getHeader();
      PublicKey open = ((AsymmetricJWK) key).toPublicKey();
      return jwt.verify(verifiers.createJWSVerifier(header, open));
    } catch (JOSEException e) {
      return false;
    }
  }
}
