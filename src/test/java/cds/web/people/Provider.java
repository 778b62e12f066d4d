package cds.web.people;

import cds.auth.Ehr;
import cds.auth.Token;
import com.nimbusds.jose.JWSAlgorithm;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A small identity provider (OpenID Connect) over real HTTP that vouches for whom it is told. */
final class Provider implements AutoCloseable {

  private final HttpServer server;
  private final Ehr keys;
  private final Ehr stranger;
  private final Map<String, Map<String, String>> codes = new HashMap<>();
  private Map<String, Object> claims = Map.of();
  private boolean forged;

  Provider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    keys = Ehr.withRsa(issuer(), "provider-1");
    stranger = Ehr.withRsa(issuer(), "provider-1");
    server.createContext("/", this::answer);
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Whom it vouches for from now on, beside issuer, audience, times and nonce. */
  void vouch(Map<String, Object> claims, boolean forged) {
    this.claims = claims;
    this.forged = forged;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      switch (path) {
        case "/.well-known/openid-configuration" -> send(exchange, 200, configuration());
        case "/jwks" -> send(exchange, 200, Ehr.jwks(keys));
        case "/authorize" -> authorize(exchange);
        case "/token" -> token(exchange);
        default -> send(exchange, 404, "{}");
      }
    }
  }

  private String configuration() {
    return """
    {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
     "jwks_uri":"%1$s/jwks","response_types_supported":["code"],
     "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}"""
        .formatted(issuer());
  }

  /** Everybody is let in here at once, and sent back with a code. */
  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    codes.put(code, asked);
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            asked.get("redirect_uri") + "?code=" + code + "&state=" + encoded(asked.get("state")));
    exchange.sendResponseHeaders(302, -1);
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> sent =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, String> asked = codes.remove(sent.get("code"));
    if (asked == null
        || !challenge(sent.get("code_verifier")).equals(asked.get("code_challenge"))) {
      send(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    Token token =
        keys.token(asked.get("client_id"), Instant.now())
            .header("alg", "RS256")
            .claim("nonce", asked.get("nonce"));
    claims.forEach(token::claim);
    String signed = token.signed((forged ? stranger : keys).key(), JWSAlgorithm.RS256);
    send(
        exchange,
        200,
        "{\"access_token\":\"nothing\",\"token_type\":\"Bearer\",\"expires_in\":60,"
            + "\"scope\":\"openid\",\"id_token\":\""
            + signed
            + "\"}");
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> form(String text) {
    Map<String, String> form = new HashMap<>();
    for (String pair : text.split("&")) {
      String[] parts = pair.split("=", 2);
      form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
