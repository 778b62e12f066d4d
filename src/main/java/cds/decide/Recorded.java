package cds.decide;

import cds.chart.Medication;
import cds.knowledge.DataValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is on record of the data behind a past decision: enough to evaluate it again without the
 * request.
 *
 * @param elements values of the patient's data elements by name; one that is not there had no value
 *     and nothing on record
 * @param orders the draft orders
 */
public record Recorded(Map<String, DataValue> elements, List<OfOrder> orders) {

  /**
   * One draft order.
   *
   * @param reference {@code Type/id}
   * @param elements values of the data elements that belong to it, by name
   */
  public record OfOrder(String reference, Map<String, DataValue> elements) {

    /** An order of which nothing but its reference is known. */
    Medication order() {
      return new Medication(
          reference,
          Medication.Origin.DRAFT_ORDER,
          "draft",
          Set.of(),
          Set.of(),
          false,
          "",
          "",
          null,
          null,
          null,
          List.of(),
          Set.of(),
          Set.of(),
          Set.of());
    }
  }
}
