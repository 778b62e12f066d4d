package cds.auth;

import java.util.Locale;

/**
 * Why a token is refused: the closed list of words that logs and metrics hold. The caller is never
 * told which.
 */
public enum Reason {
  /** No Authorization header, or none with a bearer token. */
  NO_TOKEN,
  /** More than one Authorization header. */
  SEVERAL_TOKENS,
  /** A token in the address, where logs and proxies would keep it. */
  TOKEN_IN_ADDRESS,
  /** Longer than any honest token. */
  TOO_LONG,
  /** No signed JWT. */
  MALFORMED,
  /** {@code alg} is none, symmetric or not one of the client's. */
  ALGORITHM,
  /** {@code typ} is not JWT. */
  TYPE,
  /** No {@code kid}. */
  NO_KEY_ID,
  /** The token brings its own key: {@code jwk}, {@code x5u} or {@code x5c}. */
  OWN_KEY,
  /** A header that must be understood and is not: {@code crit} or an unencoded payload. */
  CRITICAL_HEADER,
  /** {@code jku} is not the configured address. */
  KEY_ADDRESS,
  /** {@code iss} is nobody's in the registry. */
  UNKNOWN_ISSUER,
  /** The issuer has no usable key of this {@code kid}. */
  UNKNOWN_KEY,
  /** The issuer's keys cannot be had. */
  KEYS_UNAVAILABLE,
  /** The signature is not the key's. */
  SIGNATURE,
  /** {@code iss}, {@code aud}, {@code exp}, {@code iat} or {@code jti} is missing or empty. */
  MISSING_CLAIM,
  /** {@code aud} holds neither this endpoint nor an audience of the client. */
  AUDIENCE,
  /** {@code exp} has passed. */
  EXPIRED,
  /** {@code nbf} or {@code iat} is in the future. */
  NOT_YET_VALID,
  /** From {@code iat} to {@code exp} it is longer than the client may ask, or not positive. */
  LIFE,
  /** {@code tenant} is not the client's. */
  TENANT,
  /** The token was used before. */
  USED_BEFORE,
  /** Used tokens cannot be looked up or remembered: our fault, not the client's. */
  STORE_UNAVAILABLE,
  /** No more used tokens can be remembered: our fault, not the client's. */
  STORE_FULL;

  /** Whether the client's token may be right and only we cannot tell. */
  public boolean isOurs() {
    return this == STORE_UNAVAILABLE || this == STORE_FULL;
  }

  /** The word, such as {@code used-before}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
