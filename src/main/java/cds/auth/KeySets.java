package cds.auth;

import cds.clients.Client;
import cds.clients.Clients;
import cds.clients.Trust;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The key set of each issuer: a key of one never verifies a token of another. */
public final class KeySets {

  private final Map<String, KeySource> byIssuer = new HashMap<>();
  private final boolean refusesPublished;

  /** Where the keys of one issuer come from. */
  @FunctionalInterface
  interface KeySource {
    /**
     * The keys that a selector asks for.
     *
     * @throws TokenRefused when the keys cannot be had
     */
    List<JWK> select(JWKSelector selector);
  }

  /**
   * Prepares the key sets; none is fetched yet.
   *
   * @param clients the registry, whose fixed key sets were checked
   * @param fetcher fetches key sets
   * @param clock tells how old a fetched key set is
   * @param refusesPublished whether keys that anybody can sign with are ignored
   */
  public KeySets(Clients clients, KeyFetcher fetcher, Clock clock, boolean refusesPublished) {
    this.refusesPublished = refusesPublished;
    for (Client client : clients.all()) {
      Trust trust = client.trust();
      if (trust != null) {
        byIssuer.put(trust.issuer(), source(trust.keys(), fetcher, clock));
      }
    }
  }

  private static KeySource source(Trust.Keys keys, KeyFetcher fetcher, Clock clock) {
    if (keys instanceof Trust.Keys.Fixed fixed) {
      JWKSet set = parse(fixed.json());
      return selector -> selector.select(set);
    }
    return new RemoteKeys(((Trust.Keys.Remote) keys).address(), fetcher, clock)::select;
  }

  private static JWKSet parse(String json) {
    try {
      return JWKSet.parse(json);
    } catch (ParseException e) {
      throw new IllegalArgumentException("a fixed key set that was not checked", e);
    }
  }

  /**
   * The issuer's keys that may verify a token with this header.
   *
   * @throws TokenRefused when the keys cannot be had
   */
  List<JWK> of(String issuer, JWSHeader header) {
    KeySource source = byIssuer.get(issuer);
    if (source == null) {
      return List.of();
    }
    return source.select(new JWKSelector(JWKMatcher.forJWSHeader(header))).stream()
        .filter(key -> KeyRules.fits(key, header.getAlgorithm()))
        .filter(key -> !refusesPublished || !PublishedKeys.contain(key))
        .toList();
  }
}
