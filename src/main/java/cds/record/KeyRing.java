package cds.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets of the record: one to hash who a patient or user is (HMAC-SHA-256), one to encrypt
 * kept requests (AES-256-GCM), one to sign heads (Ed25519). They stand in one file that the
 * operator guards and that all replicas share. A rotation adds newer ones; the older stay, to find
 * and verify what was written with them.
 */
public final class KeyRing {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String SIGNATURE = "Ed25519";
  private static final String MAC = "HmacSHA256";

  /**
   * Somebody, without saying who.
   *
   * @param key id of the key
   * @param hash HMAC in hex
   */
  public record Hashed(String key, String hash) {}

  /**
   * A signature.
   *
   * @param key id of the key
   * @param signature in Base64
   */
  public record Signed(String key, String signature) {}

  private final Path file;
  private final List<KeyFile.Key> keys;

  private KeyRing(Path file, List<KeyFile.Key> keys) {
    this.file = file;
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads the file; makes one with new secrets when there is none.
   *
   * @param clock names new keys by their time
   * @throws RecordsUnusable when it can neither be read nor made
   */
  public static KeyRing at(Path file, Clock clock) {
    try {
      if (!Files.exists(file)) {
        KeyFile.write(file, List.of(KeyFile.fresh(clock.instant())), false);
      }
      return read(file);
    } catch (FileAlreadyExistsException e) {
      // Another replica was faster.
      return read(file);
    } catch (IOException e) {
      throw new RecordsUnusable("The keys of the record cannot be made in " + file + ".", e);
    }
  }

  private static KeyRing read(Path file) {
    KeyRing ring = new KeyRing(file, KeyFile.read(file));
    // A damaged key is found now, not when the first decision is recorded.
    ring.sign("");
    ring.hash("", "");
    ring.encrypt(new byte[0], "");
    return ring;
  }

  /** The same with newer secrets, which are used from the next start of each replica. */
  public KeyRing rotated(Instant now) {
    List<KeyFile.Key> more = new ArrayList<>(keys);
    more.add(KeyFile.fresh(now));
    try {
      KeyFile.write(file, more, true);
    } catch (IOException e) {
      throw new RecordsUnusable("The keys of the record cannot be written to " + file + ".", e);
    }
    return new KeyRing(file, more);
  }

  private KeyFile.Key current() {
    return keys.get(keys.size() - 1);
  }

  /** Ids of all keys, the current one last. */
  public List<String> ids() {
    return keys.stream().map(KeyFile.Key::id).toList();
  }

  /**
   * Who somebody is, hashed with the current key.
   *
   * @param scope whose name space the id belongs to (a client), so that two never look like one
   * @param id the id
   */
  public Hashed hash(String scope, String id) {
    return hash(current(), scope, id);
  }

  /** The same with every key there ever was, to find all records of somebody. */
  public List<Hashed> hashes(String scope, String id) {
    return keys.stream().map(key -> hash(key, scope, id)).toList();
  }

  private static Hashed hash(KeyFile.Key key, String scope, String id) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(bytes(key.hash()), MAC));
      byte[] text = (scope + "\n" + id).getBytes(StandardCharsets.UTF_8);
      return new Hashed(key.id(), HexFormat.of().formatHex(mac.doFinal(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java 17 has " + MAC, e);
    }
  }

  /** Signs a text with the current key. */
  public Signed sign(String text) {
    try {
      Signature signature = Signature.getInstance(SIGNATURE);
      signature.initSign(
          KeyFactory.getInstance(SIGNATURE)
              .generatePrivate(new PKCS8EncodedKeySpec(bytes(current().signPrivate()))));
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return new Signed(current().id(), base64(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new RecordsUnusable("The signing key of the record cannot be used.", e);
    }
  }

  /** The public half of a signing key: X.509 in Base64; empty for a key that is not on file. */
  public Optional<String> publicKey(String id) {
    return keys.stream()
        .filter(key -> key.id().equals(id))
        .map(KeyFile.Key::signPublic)
        .findFirst();
  }

  /** Whether a text was signed with one of the keys. */
  public boolean isSigned(String text, Signed signed) {
    return keys.stream()
        .anyMatch(key -> key.id().equals(signed.key()) && verifies(key, text, signed));
  }

  private static boolean verifies(KeyFile.Key key, String text, Signed signed) {
    try {
      Signature signature = Signature.getInstance(SIGNATURE);
      signature.initVerify(
          KeyFactory.getInstance(SIGNATURE)
              .generatePublic(new X509EncodedKeySpec(bytes(key.signPublic()))));
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.verify(bytes(signed.signature()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Id of the key that encrypts now. */
  String encryptingKey() {
    return current().id();
  }

  /** Encrypts; what it belongs to must be given again to decrypt. */
  byte[] encrypt(byte[] content, String belongsTo) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, current(), nonce, content, belongsTo);
    byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
    return all;
  }

  /**
   * Decrypts.
   *
   * @throws RecordsUnusable when the key is gone, or the content or what it belongs to was changed
   */
  byte[] decrypt(String key, byte[] sealed, String belongsTo) {
    KeyFile.Key used =
        keys.stream()
            .filter(k -> k.id().equals(key))
            .findFirst()
            .orElseThrow(() -> new RecordsUnusable("The key " + key + " is not on file.", null));
    return crypt(
        Cipher.DECRYPT_MODE,
        used,
        Arrays.copyOf(sealed, NONCE_BYTES),
        Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length),
        belongsTo);
  }

  private static byte[] crypt(
      int mode, KeyFile.Key key, byte[] nonce, byte[] content, String belongsTo) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode,
          new SecretKeySpec(bytes(key.encrypt()), "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(belongsTo.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new RecordsUnusable("A kept request cannot be decrypted: it was changed.", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
