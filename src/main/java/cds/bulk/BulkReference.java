package cds.bulk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** References of an upload: relative, absolute, with a version, or as a UUID. */
public final class BulkReference {

  private static final Pattern ID = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._~-]{1,128}");
  private static final Pattern PATIENT =
      Pattern.compile("(?:.*/)?Patient/([^/]+)(?:/_history/[^/]+)?");
  private static final String UUID = "urn:uuid:";

  private BulkReference() {}

  /** Whether a text is an id as FHIR has them, or nearly. */
  public static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  /** The id of the patient that is referred to; null when it is no patient. */
  static @Nullable String patient(String reference) {
    if (reference.startsWith(UUID)) {
      return valid(reference.substring(UUID.length()));
    }
    Matcher patient = PATIENT.matcher(reference);
    return patient.matches() ? valid(patient.group(1)) : null;
  }

  private static @Nullable String valid(String id) {
    return isId(id) ? id : null;
  }

  /** The id that a reference ends with. */
  public static String id(String reference) {
    String current = reference.replaceFirst("/_history/.*", "");
    return current.startsWith(UUID)
        ? current.substring(UUID.length())
        : current.substring(current.lastIndexOf('/') + 1);
  }
}
