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
 */
public record Observation(
    String reference,
    Set<String> codes,
    boolean preliminary,
    @Nullable PartialDate effective,
    Instant moment,
    Value value,
    List<Component> components) {

  /**
   * A component of an Observation.
   *
   * @param code code in our severity code system
   * @param value its value, normalised
   */
  public record Component(String code, Value value) {}
}
