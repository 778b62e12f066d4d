package cds.fuzz;

import cds.acceptance.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A second opinion on a token, which shares no code with the first: what is wrong with it. */
final class StrictToken {

  private static final Pattern BEARER =
      Pattern.compile("(?i)bearer +([\\w-]+)\\.([\\w-]+)\\.([\\w-]+) *");
  private static final Set<String> FORBIDDEN = Set.of("jwk", "x5u", "x5c", "crit");
  private static final long SKEW = 60;
  private static final long LONGEST = 1200;
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private StrictToken() {}

  /** The first objection; empty when there is none. */
  static String objection(List<String> headers) {
    Matcher token = BEARER.matcher(headers.size() == 1 ? headers.get(0) : "");
    if (!token.matches()) {
      return "no bearer token";
    }
    if (!isSigned(token.group(1) + "." + token.group(2), token.group(3))) {
      return "signature";
    }
    try {
      String header = objectionToHeader(json(token.group(1)));
      return header.isEmpty() ? objectionToClaims(json(token.group(2))) : header;
    } catch (JacksonException e) {
      return "no JSON, or a member twice";
    }
  }

  private static String objectionToHeader(JsonNode header) {
    if (!header.path("alg").asString("").equals("ES384")) {
      return "alg";
    }
    if (!header.path("typ").asString("").equalsIgnoreCase("JWT")) {
      return "typ";
    }
    if (!header.path("kid").asString("").equals("city-1")) {
      return "kid";
    }
    String address = "https://ehr.city.example/jwks";
    if (!header.path("jku").isMissingNode()
        && !header.path("jku").isNull()
        && !header.path("jku").asString("").equals(address)) {
      return "jku";
    }
    return FORBIDDEN.stream().filter(header::hasNonNull).findFirst().orElse("");
  }

  private static String objectionToClaims(JsonNode claims) {
    long now = FuzzToken.NOW.getEpochSecond();
    JsonNode audience = claims.path("aud");
    boolean forUs =
        audience.isArray()
            ? audience.valueStream().anyMatch(one -> one.equals(Json.tree(FuzzToken.ENDPOINT)))
            : audience.asString("").equals(FuzzToken.ENDPOINT);
    if (!claims.path("iss").asString("").equals(FuzzToken.CITY.issuer()) || !forUs) {
      return "iss or aud";
    }
    if (!claims.path("tenant").isString() || !claims.path("tenant").asString().equals("north")) {
      return "tenant";
    }
    if (!claims.path("jti").isString() || claims.path("jti").asString().isBlank()) {
      return "jti";
    }
    double issued = claims.path("iat").asDouble(Double.NaN);
    double expires = claims.path("exp").asDouble(Double.NaN);
    double life = expires - issued;
    boolean timely =
        issued <= now + SKEW
            && expires > now - SKEW
            && life > 0
            && life <= LONGEST
            && (!claims.hasNonNull("nbf") || claims.path("nbf").asDouble(Double.NaN) <= now + SKEW);
    return timely ? "" : "iat, nbf or exp";
  }

  private static JsonNode json(String part) {
    return STRICT.readTree(Base64.getUrlDecoder().decode(part));
  }

  private static boolean isSigned(String input, String signature) {
    try {
      Signature verifier = Signature.getInstance("SHA384withECDSAinP1363Format");
      verifier.initVerify(FuzzToken.CITY.key().toECKey().toECPublicKey());
      verifier.update(input.getBytes(StandardCharsets.US_ASCII));
      return verifier.verify(Base64.getUrlDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
