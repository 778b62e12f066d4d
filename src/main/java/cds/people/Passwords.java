package cds.people;

import java.nio.charset.StandardCharsets;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Which passwords are taken, and how they are kept: as hashes. What stands before a hash in braces
 * says what it is.
 */
final class Passwords {

  /** A password that must be replaced at the first sign-in. */
  static final String ONCE = "{once}";

  /** No password: the fingerprint of whom an identity provider vouches for. */
  static final String PROVIDER = "{provider}";

  private static final int SHORTEST = 12;

  /** The hash looks at no more. */
  private static final int MOST_BYTES = 72;

  /** Hash of a word that nobody knows any more: unknown names take as long as known ones. */
  private static final String NOBODY =
      "{bcrypt}$2a$12$BHjABAbseiG0dQrxHnGkWu3DUnH8g6/gk6/ULf5HrpPNYn6kv4C3m";

  private final PasswordEncoder encoder;

  Passwords(PasswordEncoder encoder) {
    this.encoder = encoder;
  }

  /**
   * The hash of a password somebody chose.
   *
   * @throws PersonRefused when it is too short, too long, or the name itself
   */
  String chosen(String name, String password) {
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      throw new PersonRefused("A password has at least " + SHORTEST + " characters.");
    }
    if (bytes(password) > MOST_BYTES || password.indexOf('\0') >= 0) {
      throw new PersonRefused(
          "A password has at most "
              + MOST_BYTES
              + " characters; fewer where letters have accents.");
    }
    if (password.strip().equalsIgnoreCase(name)) {
      throw new PersonRefused("The name itself is no password.");
    }
    return hash(password);
  }

  /** The hash of a password that the person must replace. */
  String once(String password) {
    return ONCE + hash(password);
  }

  /** Whether a password is the one; takes the time of one hash whatever it is. */
  boolean isRight(String password, String kept) {
    boolean possible = !password.isEmpty() && bytes(password) <= MOST_BYTES;
    boolean right =
        encoder.matches(
            possible ? password : "-",
            kept.startsWith(ONCE) ? kept.substring(ONCE.length()) : kept);
    return possible && right;
  }

  /** Takes the time of one hash, for nobody. */
  void pretend(String password) {
    isRight(password, NOBODY);
  }

  private String hash(String password) {
    String hash = encoder.encode(password);
    if (hash == null) {
      throw new IllegalStateException("no hash");
    }
    return hash;
  }

  private static int bytes(String password) {
    return password.getBytes(StandardCharsets.UTF_8).length;
  }
}
