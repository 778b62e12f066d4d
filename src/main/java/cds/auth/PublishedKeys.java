package cds.auth;

import cds.knowledge.Problems;
import cds.knowledge.Yaml;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Keys and issuers of examples and sandboxes, whose private keys anybody has. */
final class PublishedKeys {

  private static final String FILE = "published-keys.yaml";
  private static final JsonNode LIST = read();
  private static final Set<String> THUMBPRINTS = texts("thumbprints");
  private static final Set<String> ISSUERS = texts("issuers");

  private PublishedKeys() {}

  /** Whether anybody can sign with this key. */
  static boolean contain(JWK key) {
    try {
      return THUMBPRINTS.contains(key.computeThumbprint().toString());
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether anybody can sign as this issuer. */
  static boolean containIssuer(String issuer) {
    return ISSUERS.contains(issuer);
  }

  private static Set<String> texts(String key) {
    Set<String> texts = new HashSet<>();
    LIST.path(key).forEach(text -> texts.add(text.asString()));
    return Set.copyOf(texts);
  }

  private static JsonNode read() {
    try (InputStream in = PublishedKeys.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not packed");
      }
      Problems problems = new Problems();
      JsonNode root =
          Yaml.of(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8), problems).root();
      problems.refuseIfAny();
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
