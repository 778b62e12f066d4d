package cds.knowledge;

import cds.chart.Medication;
import java.util.List;

/**
 * What the rules say of one patient.
 *
 * @param situation the patient's data elements
 * @param findings findings about the patient
 * @param verdicts verdicts, the label's first
 * @param orders what they say of each draft order
 */
public record Evaluation(
    Situation situation, List<Finding> findings, List<Finding> verdicts, List<OfOrder> orders) {

  /**
   * What the rules say of one draft order.
   *
   * @param order the order
   * @param situation the patient's data elements and the order's
   * @param findings findings about the order
   */
  public record OfOrder(Medication order, Situation situation, List<Finding> findings) {}
}
