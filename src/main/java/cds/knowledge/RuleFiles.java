package cds.knowledge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The texts of a rule release: everything under {@code rules/} and {@code fhir-profiles/}, keyed by
 * relative path with forward slashes, line ends normalised to LF.
 */
public final class RuleFiles {

  private static final List<String> RELEASED = List.of("rules/", "fhir-profiles/valuesets/");

  private final NavigableMap<String, String> texts = new TreeMap<>();

  /** Takes texts by relative path ({@code rules/README.md}). */
  public RuleFiles(Map<String, String> texts) {
    texts.forEach((path, text) -> this.texts.put(path, text.replace("\r\n", "\n")));
  }

  /** All texts by path, sorted. */
  public Map<String, String> texts() {
    return Collections.unmodifiableMap(texts);
  }

  /** The text of one file, if it exists. */
  public Optional<String> text(String path) {
    return Optional.ofNullable(texts.get(path));
  }

  /** Paths below a folder that end with a suffix, sorted. */
  public List<String> under(String folder, String suffix) {
    return texts.tailMap(folder, true).keySet().stream()
        .takeWhile(path -> path.startsWith(folder))
        .filter(path -> path.endsWith(suffix))
        .toList();
  }

  /**
   * The release hash: {@code sha256:} and the hash over sorted relative paths and LF-normalised
   * contents of {@code rules/} and the value sets. Equal from a folder and from a jar.
   */
  public String release() {
    MessageDigest digest = sha256();
    texts.forEach(
        (path, text) -> {
          if (RELEASED.stream().anyMatch(path::startsWith)) {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
          }
        });
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  /** {@code sha256:} and the hash of one LF-normalised text. */
  static String sha256(String text) {
    byte[] bytes = text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
    return "sha256:" + HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
