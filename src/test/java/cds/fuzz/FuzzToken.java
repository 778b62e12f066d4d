package cds.fuzz;

import cds.acceptance.Json;
import cds.auth.Ehr;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One sign-in to try.
 *
 * @param intact whether nothing was changed
 * @param headers the Authorization headers
 */
record FuzzToken(boolean intact, List<String> headers) {

  static final String ENDPOINT = "https://cds.example.org/cds-services/view";
  static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  static final Ehr CITY = Ehr.withEc("https://ehr.city.example/fhir", "city-1");

  private static final Ehr STRANGER = Ehr.withEc("https://evil.example", "city-1");
  private static final int HUGE = 40_000;
  private static final List<String> PIECES =
      List.of(
          ".", "..", "=", "==", "-", "_", "~", "é", "\u202e", "\u0000", " ", ",", "e30", "bnVsbA");

  /** The sign-in of a number; always the same but for the keys. */
  static FuzzToken of(long number) {
    Random random = new Random(number * 0x9E3779B97F4A7C15L);
    random.nextLong();
    ObjectNode header =
        Json.object()
            .put("alg", "ES384")
            .put("typ", "JWT")
            .put("kid", "city-1")
            .put("jku", "https://ehr.city.example/jwks");
    ObjectNode claims =
        Json.object()
            .put("iss", CITY.issuer())
            .put("aud", ENDPOINT)
            .put("iat", NOW.getEpochSecond())
            .put("nbf", NOW.getEpochSecond())
            .put("exp", NOW.getEpochSecond() + 300)
            .put("jti", "case-" + number)
            .put("tenant", "north")
            .put("sub", Canaries.TOKEN);
    Draft draft = new Draft(random, header, claims);
    return switch (random.nextInt(8)) {
      case 0 -> new FuzzToken(true, List.of("Bearer " + draft.signed()));
      case 1 -> of("Bearer " + draft.torn(draft.signed()));
      case 2 -> of("Bearer " + draft.changed(true, false).signed());
      case 3 -> of("Bearer " + draft.changed(false, true).signed());
      case 4 -> of("Bearer " + draft.changed(true, true).garbled().signed());
      case 5 -> of("Bearer " + draft.doubled().signed());
      case 6 -> of("Bearer " + draft.forged());
      default -> new FuzzToken(false, draft.headers());
    };
  }

  private static FuzzToken of(String header) {
    return new FuzzToken(false, List.of(header));
  }

  /** A token in the making: header and payload as bytes, which need not be JSON. */
  private record Draft(Random random, byte[] header, byte[] claims) {

    Draft(Random random, JsonNode header, JsonNode claims) {
      this(random, bytes(header.toString()), bytes(claims.toString()));
    }

    Draft changed(boolean inHeader, boolean inClaims) {
      return new Draft(
          random, inHeader ? mutated(header) : header, inClaims ? mutated(claims) : claims);
    }

    private byte[] mutated(byte[] json) {
      JsonNode tree = Json.read(new String(json, StandardCharsets.UTF_8));
      List<Seed> elsewhere = List.of(new Seed("token", tree));
      return bytes(new TreeMutator(random, elsewhere).mutate(tree).toString());
    }

    Draft garbled() {
      TextMutator text = new TextMutator(random);
      return random.nextBoolean()
          ? new Draft(random, text.mutate(header), claims)
          : new Draft(random, header, text.mutate(claims));
    }

    /** A member twice, the one that is right and another, in either order. */
    Draft doubled() {
      boolean inHeader = random.nextBoolean();
      byte[] json = inHeader ? header : claims;
      JsonNode tree = Json.read(new String(json, StandardCharsets.UTF_8));
      List<String> names = List.copyOf(tree.propertyNames());
      String name = names.get(random.nextInt(names.size()));
      String other = "\"" + name + "\":\"" + Canaries.TOKEN + "\"";
      String text = tree.toString();
      byte[] twice =
          bytes(
              random.nextBoolean()
                  ? "{" + other + "," + text.substring(1)
                  : text.substring(0, text.length() - 1) + "," + other + "}");
      return inHeader ? new Draft(random, twice, claims) : new Draft(random, header, twice);
    }

    String signed() {
      return signed(CITY);
    }

    private String signed(Ehr ehr) {
      try {
        return input()
            + "."
            + new ECDSASigner(ehr.key().toECKey())
                .sign(new JWSHeader(JWSAlgorithm.ES384), bytes(input()));
      } catch (JOSEException e) {
        throw new AssertionError("not signed", e);
      }
    }

    private String input() {
      return Base64URL.encode(header) + "." + Base64URL.encode(claims);
    }

    /** Signed by nobody, by a stranger, or with the public key as a secret. */
    String forged() {
      String algorithm = List.of("none", "NONE", "HS384", "HS256").get(random.nextInt(4));
      String text = new String(header, StandardCharsets.UTF_8).replace("ES384", algorithm);
      Draft other = new Draft(random, bytes(text), claims);
      return switch (random.nextInt(5)) {
        case 0 -> signed(STRANGER);
        case 1 -> other.input() + ".";
        case 2 -> input() + ".";
        case 3 -> input() + "." + Base64URL.encode(new byte[96]);
        default -> other.input() + "." + other.hmac();
      };
    }

    private Base64URL hmac() {
      try {
        byte[] secret = bytes(CITY.key().toPublicJWK().toJSONString());
        return new MACSigner(secret).sign(new JWSHeader(JWSAlgorithm.HS256), bytes(input()));
      } catch (JOSEException e) {
        throw new AssertionError("not signed", e);
      }
    }

    /** A token that was damaged after it was signed. */
    String torn(String token) {
      StringBuilder text = new StringBuilder(token);
      for (int i = random.nextInt(4); i >= 0; i--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(6)) {
          case 0 -> text.setCharAt(at, (char) ('!' + random.nextInt(94)));
          case 1 -> text.deleteCharAt(at);
          case 2 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
          case 3 -> text.setLength(at + 1);
          case 4 -> text.append(text.substring(at));
          default -> text.insert(at, "A".repeat(random.nextInt(HUGE)));
        }
      }
      return text.toString();
    }

    List<String> headers() {
      String token = signed();
      return switch (random.nextInt(8)) {
        case 0 -> List.of();
        case 1 -> List.of("Bearer " + token, "Bearer " + token);
        case 2 -> List.of("Bearer " + token + ", Bearer " + token);
        case 3 -> List.of("Basic " + Base64.getEncoder().encodeToString(header));
        case 4 -> List.of(token);
        case 5 -> List.of("Bearer\t" + token);
        case 6 -> List.of("Bearer " + Canaries.TOKEN.repeat(1 + random.nextInt(2_000)));
        default -> List.of("Bearer " + "e30.".repeat(1 + random.nextInt(5_000)));
      };
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
