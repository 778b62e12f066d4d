package cds.clients;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads how a client's signed requests are recognised.
 *
 * @param related reads key sets that the registry names
 */
record TrustReader(ClientsReader.RelatedFiles related) {

  /** Asymmetric algorithms only; the first two are the recommended ones and the default. */
  private static final List<String> ALGORITHMS = List.of("ES384", "RS384", "ES256", "RS256");

  private static final String NO_KEYS = "{\"keys\":[]}";
  private static final int MOST_SKEW_SECONDS = 300;
  private static final int MOST_LIFE_SECONDS = 3600;

  Trust read(Entry entry) {
    String issuer = entry.text("issuer", "");
    if (issuer.isEmpty()) {
      entry.problem("issuer", "", "the exact iss of the client's tokens");
    }
    return new Trust(
        issuer,
        entry.texts("audiences"),
        algorithms(entry),
        keys(entry.under("keys")),
        entry.has("tenant") ? entry.text("tenant", "") : null,
        Duration.ofSeconds(entry.number("skew", 60, 0, MOST_SKEW_SECONDS)),
        Duration.ofSeconds(entry.number("longest-life", 1200, 1, MOST_LIFE_SECONDS)));
  }

  private static Set<String> algorithms(Entry entry) {
    Set<String> read = new LinkedHashSet<>(entry.texts("algorithms"));
    for (String algorithm : read) {
      if (!ALGORITHMS.contains(algorithm)) {
        entry.problem("algorithms", algorithm, String.join(", ", ALGORITHMS));
      }
    }
    return read.isEmpty() ? Set.copyOf(ALGORITHMS.subList(0, 2)) : read;
  }

  private Trust.Keys keys(Entry keys) {
    keys.refuseUnknown(List.of("file", "url"));
    URI address = keys.has("url") ? address(keys) : null;
    if (keys.has("file")) {
      return new Trust.Keys.Fixed(file(keys), address);
    }
    if (address == null) {
      keys.problem("keys", "", "file: a JWKS file, or url: an https address, or both");
      return new Trust.Keys.Fixed(NO_KEYS, null);
    }
    return new Trust.Keys.Remote(address);
  }

  private String file(Entry keys) {
    String path = keys.text("file", "");
    return related
        .text(path)
        .orElseGet(
            () -> {
              keys.problem("keys.file", path, "a JWKS file beside the registry");
              return NO_KEYS;
            });
  }

  private static URI address(Entry keys) {
    String text = keys.text("url", "");
    try {
      URI url = new URI(text);
      if ("https".equals(url.getScheme()) && url.getHost() != null && url.getUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below, together with addresses that are none of a key set.
    }
    keys.problem("keys.url", text, "an https address");
    return URI.create("https://invalid.invalid/");
  }
}
