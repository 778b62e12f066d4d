package cds.fhir;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** References and ids as strings. */
final class References {

  /** FHIR's id, and the longer ones with underscores that servers use all the same. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

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
    return ID.matcher(id).matches() ? type + "/" + id : null;
  }
}
