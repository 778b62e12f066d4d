package cds.web.people;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Words that nobody can guess. */
final class Secrets {

  /** No letter that is taken for another when it is read out. */
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 4;
  private static final int GROUP = 4;
  private static final int CODE_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** Sixteen letters and digits in groups, about 79 bits: for one sign-in. */
  static String password() {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP; i++) {
      if (i > 0 && i % GROUP == 0) {
        word.append('-');
      }
      word.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  /** 128 bits. */
  static String code() {
    byte[] bytes = new byte[CODE_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
