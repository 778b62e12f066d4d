package cds.fhir;

import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
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
  static @Nullable String code(CodeableConcept concept, String system, Set<String> known) {
    if (concept.isEmpty()) {
      return null;
    }
    Set<String> codes =
        concept.getCoding().stream()
            .filter(coding -> !coding.hasSystem() || coding.getSystem().equals(system))
            .map(Coding::getCode)
            .filter(known::contains)
            .collect(Collectors.toUnmodifiableSet());
    if (codes.size() != 1) {
      throw new Unreadable();
    }
    return codes.iterator().next();
  }
}
