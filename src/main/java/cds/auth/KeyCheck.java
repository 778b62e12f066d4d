package cds.auth;

import cds.clients.Client;
import cds.clients.Trust;
import cds.knowledge.Problems;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the fixed key sets of a registry at the start, so that no client finds out first. */
public final class KeyCheck {

  private static final String KEY = "keys.file";

  private KeyCheck() {}

  /**
   * Reports what is wrong with a client's fixed keys.
   *
   * @param registry name of the registry, for messages
   * @param client the client
   * @param problems collects what is wrong
   */
  public static void check(String registry, Client client, Problems problems) {
    if (client.trust() == null || !(client.trust().keys() instanceof Trust.Keys.Fixed fixed)) {
      return;
    }
    List<JWK> keys;
    try {
      keys = JWKSet.parse(fixed.json()).getKeys();
    } catch (ParseException e) {
      // Its message may quote a private key.
      problems.add(registry, client.name(), KEY, "is not a JSON Web Key Set (RFC 7517)");
      return;
    }
    Set<String> ids = new HashSet<>();
    boolean usable = false;
    for (JWK key : keys) {
      String problem = problem(key, ids, client.trust());
      if (!problem.isEmpty()) {
        problems.add(registry, client.name(), KEY, "the key '" + key.getKeyID() + "' " + problem);
      }
      usable |= problem.isEmpty() && isForSignatures(key);
    }
    if (!usable) {
      problems.add(registry, client.name(), KEY, "holds no key that verifies a signature");
    }
  }

  private static String problem(JWK key, Set<String> ids, Trust trust) {
    if (key.isPrivate()) {
      return "is private or symmetric; the file must hold public keys only. Replace the key:"
          + " who has read the file can sign as this client";
    }
    if (!isForSignatures(key)) {
      return "";
    }
    if (key.getKeyID() == null || key.getKeyID().isBlank()) {
      return "has no kid, by which tokens name it";
    }
    if (!ids.add(key.getKeyID())) {
      return "is there twice";
    }
    if (!KeyRules.fits(key, trust)) {
      return "fits none of the client's algorithms ("
          + String.join(", ", trust.algorithms().stream().sorted().toList())
          + "): ES384 needs P-384, ES256 needs P-256, RS384 and RS256 need RSA with at least 2048"
          + " bits";
    }
    return "";
  }

  private static boolean isForSignatures(JWK key) {
    return key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
  }

  /**
   * Whether anybody could sign as this client: its issuer or a fixed key is a published example.
   */
  public static boolean isPublished(Client client) {
    Trust trust = client.trust();
    if (trust == null) {
      return false;
    }
    if (PublishedKeys.containIssuer(trust.issuer())) {
      return true;
    }
    try {
      return trust.keys() instanceof Trust.Keys.Fixed fixed
          && JWKSet.parse(fixed.json()).getKeys().stream().anyMatch(PublishedKeys::contain);
    } catch (ParseException e) {
      // Reported by the check above, which stops the start anyway.
      return false;
    }
  }
}
