package cds.derive;

import cds.chart.Chart;
import cds.chart.Medication;
import cds.knowledge.DataValue;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import org.jspecify.annotations.Nullable;

/** How one data element is derived. Total: every chart gives a value or a reason for missing. */
@FunctionalInterface
public interface Derivation {

  /** Derives the value. */
  DataValue derive(Context context);

  /**
   * What a derivation may look at.
   *
   * @param chart the patient's facts
   * @param situation elements derived before; only those the derivation declared are there
   * @param order the draft order, for elements of scope order; else null
   * @param rules the release
   */
  record Context(Chart chart, Situation situation, @Nullable Medication order, RuleSet rules) {

    /** The value of an element derived before. */
    public DataValue get(String element) {
      return situation.get(rules.element(element));
    }
  }
}
