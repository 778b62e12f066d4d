package cds.fhir.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The base address of a FHIR server in parts, so that two addresses are compared part by part and
 * never as texts: {@code https://ehr.example.evil.com/fhir} begins like {@code https://ehr.example}
 * and is another server.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in small letters
 * @param port never left open
 * @param path segments without dots or empty ones
 */
public record ServerAddress(String scheme, String host, int port, List<String> path) {

  private static final int LONGEST_BASE = 2_000;
  private static final int LONGEST_URL = 8_000;

  /** What a URL consists of: no space, control, backslash, quote, or letter outside of ASCII. */
  private static final Pattern CHARACTERS =
      Pattern.compile("[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%|-]+");

  /** Dots, slashes and semicolons in disguise; two readers take them for different paths. */
  private static final Pattern DISGUISE = Pattern.compile("(?i)%2e|%2f|%5c|%00|;");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|\\[::1]|127(\\.(0|[1-9][0-9]{0,2})){3}");

  /** The parts of a base address, or nothing when it is none that could be asked. */
  public static Optional<ServerAddress> of(String text) {
    return text.length() > LONGEST_BASE
        ? Optional.empty()
        : parse(text).filter(uri -> uri.getRawQuery() == null).flatMap(ServerAddress::parts);
  }

  /** The configured server that a request names, if there is one. */
  static Optional<ServerAddress> pinned(String sent, List<URI> configured) {
    Optional<ServerAddress> named = of(sent);
    return configured.stream()
        .flatMap(uri -> of(uri.toString()).stream())
        .filter(server -> named.equals(Optional.of(server)))
        .findFirst();
  }

  /** Whether it may be configured: encrypted, or on this machine. */
  public boolean isSafe() {
    return scheme.equals("https") || LOOPBACK.matcher(host).matches();
  }

  /** The URL of {@code Type/id} or {@code Type?query}, already encoded. */
  URI url(String relative) {
    return URI.create(text() + "/" + relative);
  }

  /** The URL a link of this server leads to; nothing when it leads anywhere else. */
  Optional<URI> follow(String link) {
    if (link.isEmpty() || link.length() > LONGEST_URL) {
      return Optional.empty();
    }
    String absolute =
        link.contains("://") && !link.startsWith("/") && !link.startsWith("?")
            ? link
            : link.startsWith("/")
                ? origin() + link
                : link.startsWith("?") ? text() + link : text() + "/" + link;
    return parse(absolute).filter(this::holds);
  }

  /** Whether a URL is at or below this address. */
  boolean holds(URI uri) {
    return parts(uri)
        .filter(other -> other.scheme.equals(scheme) && other.host.equals(host))
        .filter(other -> other.port == port && other.path.size() >= path.size())
        .filter(other -> other.path.subList(0, path.size()).equals(path))
        .isPresent();
  }

  /** What stands behind this address in the path of a URL below it, such as {@code Type/id}. */
  String below(URI uri) {
    return parts(uri)
        .map(other -> String.join("/", other.path.subList(path.size(), other.path.size())))
        .orElse("");
  }

  private String origin() {
    return scheme + "://" + host + (port == usualPort(scheme) ? "" : ":" + port);
  }

  private String text() {
    return path.isEmpty() ? origin() : origin() + "/" + String.join("/", path);
  }

  private static Optional<URI> parse(String text) {
    if (!CHARACTERS.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      // Many servers write the bar between system and code as it is.
      return Optional.of(new URI(text.replace("|", "%7C")));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<ServerAddress> parts(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    String path = uri.getRawPath();
    boolean http = scheme.equals("http") || scheme.equals("https");
    if (!http
        || host == null
        || path == null
        || uri.getRawAuthority().contains("@")
        || uri.getRawFragment() != null
        || DISGUISE.matcher(path).find()) {
      return Optional.empty();
    }
    List<String> segments = segments(path);
    if (segments.stream().anyMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."))) {
      return Optional.empty();
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : usualPort(scheme);
    return Optional.of(new ServerAddress(scheme, host.toLowerCase(Locale.ROOT), port, segments));
  }

  private static int usualPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /** Without the slash at the end that some write and some do not. */
  private static List<String> segments(String path) {
    String inner = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return inner.isEmpty() ? List.of() : List.of(inner.substring(1).split("/", -1));
  }
}
