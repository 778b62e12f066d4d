package cds.fhir;

import java.util.Set;
import java.util.stream.Collectors;
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
    Set<String> codes =
        concept.all("coding").stream()
            .filter(coding -> !coding.has("system") || system.equals(coding.text("system")))
            .map(coding -> coding.get("code").textOrEmpty())
            .filter(known::contains)
            .collect(Collectors.toUnmodifiableSet());
    if (codes.size() != 1) {
      throw new Unreadable();
    }
    return codes.iterator().next();
  }
}
