package cds.authoring.patient;

import cds.knowledge.Range;
import cds.knowledge.Terminology.Concept;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number that a patient can have: a score, or another measurement.
 *
 * @param id what a form calls it
 * @param title in words
 * @param unit its unit as UCUM writes it
 * @param range allowed values; null when any is
 * @param step every allowed value is a whole multiple of it; null when any is
 * @param concept the code that a chart holds for it
 */
public record Measure(
    String id,
    String title,
    String unit,
    @Nullable Range range,
    @Nullable BigDecimal step,
    Concept concept) {

  /** Unit and allowed values as a form shows them; empty when nothing is to be said. */
  public String hint() {
    String shown = unit.startsWith("{") ? "" : unit;
    return (shown + " " + allowed()).strip();
  }

  /** Allowed values in the notation of the tables; empty when any is. */
  String allowed() {
    String steps = step == null ? "" : ", step " + step.toPlainString();
    return range == null ? "" : range + steps;
  }
}
