package cds.fhir;

import cds.chart.Unused;
import java.util.List;

/**
 * What came of one resource: facts for the chart, and reasons why it or a part of it is not used.
 *
 * @param facts facts, in the order of the resource
 * @param reasons reasons, each said once
 */
record Read<T>(List<T> facts, List<Unused.Reason> reasons) {

  /** One fact. */
  static <T> Read<T> of(T fact) {
    return new Read<>(List.of(fact), List.of());
  }

  /** One fact, of which something cannot be used when the condition holds. */
  static <T> Read<T> of(T fact, boolean limited, Unused.Reason reason) {
    return new Read<>(List.of(fact), limited ? List.of(reason) : List.of());
  }

  /** No fact, for a reason a reader should know. */
  static <T> Read<T> refused(Unused.Reason reason) {
    return new Read<>(List.of(), List.of(reason));
  }

  /** No fact, because the resource has nothing to say here. */
  static <T> Read<T> nothing() {
    return new Read<>(List.of(), List.of());
  }
}
