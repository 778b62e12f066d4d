package cds.derive;

import cds.chart.Chart;
import cds.chart.Medication;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import org.jspecify.annotations.Nullable;

/** How one data element is derived. Total: every chart gives a value or a reason for missing. */
@FunctionalInterface
public interface Derivation {

  /**
   * Derives the value.
   *
   * @throws NoChart when there is no chart and the value needs one
   */
  DataValue derive(Context context);

  /**
   * What a derivation may look at.
   *
   * @param known the patient's facts; null when only recorded elements are left of them
   * @param situation elements derived before; only those the derivation declared are there
   * @param draft the draft order, for elements of scope order; else null
   * @param rules the release
   */
  record Context(
      @Nullable Facts known, Situation situation, @Nullable Medication draft, RuleSet rules) {

    /** The value of an element derived before. */
    public DataValue get(DataElement element) {
      return situation.get(element);
    }

    /**
     * The patient's facts.
     *
     * @throws NoChart when there are none
     */
    public Chart chart() {
      return facts().chart();
    }

    /**
     * The same, by what is asked for.
     *
     * @throws NoChart when there are none
     */
    Facts facts() {
      if (known == null) {
        throw new NoChart();
      }
      return known;
    }

    /**
     * The draft order, for elements of scope order; else null.
     *
     * @throws NoChart when there are no facts to look at, of which it is one
     */
    public @Nullable Medication order() {
      if (known == null) {
        throw new NoChart();
      }
      return draft;
    }
  }
}
