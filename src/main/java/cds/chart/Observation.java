package cds.chart;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One FHIR Observation.
 *
 * @param reference {@code Observation/id} (or the QuestionnaireResponse a score was read from)
 * @param codes value sets that hold one of its codes
 * @param preliminary whether it is preliminary: shown, never used for a decision
 * @param effective when it was true of the patient; null when it does not say
 * @param moment orders values of one day: the effective instant, else the issued one
 * @param value its value, normalised
 * @param components its components that carry a code of ours
 * @param local the site's own code by which it was recognised; null when a public code or one of
 *     ours did
 */
public record Observation(
    String reference,
    Set<String> codes,
    boolean preliminary,
    @Nullable PartialDate effective,
    Instant moment,
    Value value,
    List<Component> components,
    @Nullable Local local) {

  /** An Observation recognised by a public code or one of ours. */
  public Observation(
      String reference,
      Set<String> codes,
      boolean preliminary,
      @Nullable PartialDate effective,
      Instant moment,
      Value value,
      List<Component> components) {
    this(reference, codes, preliminary, effective, moment, value, components, null);
  }

  /**
   * A component of an Observation.
   *
   * @param code code in our severity code system
   * @param value its value, normalised
   */
  public record Component(String code, Value value) {}

  /**
   * A site's own code.
   *
   * @param system the site's code system
   * @param code the code in it
   * @param display the site's words for it
   */
  public record Local(String system, String code, String display) {}
}
