package cds.fhir;

import org.jspecify.annotations.Nullable;

/** References and ids as strings. */
final class References {

  /** FHIR allows 64; servers use longer ones all the same, and underscores. */
  private static final int LONGEST_ID = 128;

  private static final String VERSION = "/_history/";

  private References() {}

  /** The reference without {@code /_history/…}. */
  static String withoutVersion(String reference) {
    int version = reference.indexOf(VERSION);
    return version < 0 ? reference : reference.substring(0, version);
  }

  /**
   * The type and id a reference ends with, {@code Type/id}; the reference itself when it has none.
   */
  static String relative(String reference) {
    int id = reference.lastIndexOf('/');
    int type = id <= 0 ? -1 : reference.lastIndexOf('/', id - 1);
    return reference.substring(type + 1);
  }

  /** {@code Type/id}, or null when the resource has no id that can be read. */
  static @Nullable String of(String type, String id) {
    return isId(id) ? type + "/" + id : null;
  }

  private static boolean isId(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (c < '0' || c > '9') && c != '-' && c != '.' && c != '_') {
        return false;
      }
    }
    return !id.isEmpty() && id.length() <= LONGEST_ID;
  }
}
