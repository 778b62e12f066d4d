package cds.chart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order the engine proposes, as a plain value; package {@code fhir} writes it as a
 * MedicationRequest.
 *
 * @param replaces reference of the client's draft order to update, or null for a new order
 * @param product the drug product
 * @param route the route of administration
 * @param steps dosage steps in sequence
 */
public record ProposedOrder(@Nullable String replaces, Code product, Code route, List<Step> steps) {

  /** A code with its system and display. */
  public record Code(String system, String code, String display) {}

  /**
   * One dosage step.
   *
   * @param mg dose in mg
   * @param once whether it is given once (a loading dose)
   * @param intervalWeeks interval in weeks of a repeated dose; 0 when given once
   * @param start first day
   * @param text the step in a sentence
   */
  public record Step(
      BigDecimal mg, boolean once, int intervalWeeks, LocalDate start, String text) {}
}
