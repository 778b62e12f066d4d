package cds.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The file of the keys: JSON that only its owner may read. */
final class KeyFile {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;

  /** One generation of secrets, in Base64. */
  record Key(String id, String hash, String encrypt, String signPrivate, String signPublic) {}

  private record Content(List<Key> keys) {}

  private KeyFile() {}

  /**
   * Reads the keys, the current one last.
   *
   * @throws RecordsUnusable when there are none, or they cannot be read
   */
  static List<Key> read(Path file) {
    try {
      List<Key> keys = JSON.readValue(Files.readString(file), Content.class).keys();
      if (keys == null || keys.isEmpty()) {
        throw new RecordsUnusable("The file " + file + " holds no keys of the record.", null);
      }
      return keys;
    } catch (IOException | JacksonException e) {
      throw new RecordsUnusable("The keys of the record in " + file + " cannot be read.", e);
    }
  }

  /** Writes the file whole; over one that is there only when it is to be replaced. */
  static void write(Path file, List<Key> keys, boolean replace) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path written = Files.createTempFile(folder, "keys", ".tmp");
    try {
      if (Files.getFileStore(written).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(written, JSON.writeValueAsString(new Content(keys)));
      if (replace) {
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      } else {
        create(file, written);
      }
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** Makes the file whole or not at all, and never over one that is there. */
  private static void create(Path file, Path written) throws IOException {
    try {
      Files.createLink(file, written);
    } catch (UnsupportedOperationException e) {
      Files.move(written, file);
    }
  }

  /** New secrets. */
  static Key fresh(Instant now) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      String id =
          DateTimeFormatter.ofPattern("yyyyMMddHHmmss").format(now.atOffset(ZoneOffset.UTC));
      return new Key(
          "k" + id,
          base64(secret()),
          base64(secret()),
          base64(pair.getPrivate().getEncoded()),
          base64(pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java 17 has Ed25519", e);
    }
  }

  private static byte[] secret() {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return secret;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
