package cds.fhir;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statuses that FHIR has as concepts with a required code. */
final class Statuses {

  static final String ENTERED_IN_ERROR = "entered-in-error";
  static final String REFUTED = "refuted";

  private Statuses() {}

  /**
   * The status code of a concept, or null when the concept is absent.
   *
   * @param system the code system the codes are of
   * @param known the codes it can have
   * @throws Unreadable when the concept is there and does not give exactly one of the codes
   */
  static @Nullable String code(Element concept, String system, Set<String> known) {
    if (concept.isEmpty()) {
      return null;
    }
    String only = null;
    for (Element coding : concept.all("coding")) {
      String code = coding.get("code").textOrEmpty();
      boolean ours = !coding.has("system") || system.equals(coding.text("system"));
      if (ours && known.contains(code)) {
        if (only != null && !only.equals(code)) {
          throw new Unreadable();
        }
        only = code;
      }
    }
    if (only == null) {
      throw new Unreadable();
    }
    return only;
  }
}
