package cds.knowledge;

import cds.chart.DataKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One CDS service of {@code rules/services.yaml}.
 *
 * @param id last part of its URL
 * @param hook the hook it answers
 * @param title short name
 * @param description what it does
 * @param usageRequirements what an integrator must know
 * @param prefetch prefetch template by kind, in order
 * @param required kinds without which it cannot answer (412)
 * @param speaksWhen boolean element: silent when it is {@code no}
 * @param orders which orders of the context it is about
 * @param verdict when it shows the verdict of the label
 * @param verdictUrgency urgency of a verdict other than eligible
 * @param onTreatment boolean element: whether the patient is on treatment, which decides what shows
 * @param context elements everybody sees on the chart (age, the drug in use): their resources are
 *     named in the explanation of a card, not in its sentences
 * @param limits time limits of emergencies, the shortest first
 * @param silentVerdictWhen boolean element: no verdict when it is {@code yes}; empty for never
 * @param urgentOnlyUnless boolean element: when it is {@code no}, only what is urgent is told of
 *     the patient, beside what is told of the orders; empty for never
 */
public record ServiceDefinition(
    String id,
    String hook,
    String title,
    String description,
    String usageRequirements,
    Map<DataKind, String> prefetch,
    Set<DataKind> required,
    String speaksWhen,
    Orders orders,
    Showing verdict,
    Urgency verdictUrgency,
    String onTreatment,
    List<String> context,
    List<String> limits,
    String silentVerdictWhen,
    String urgentOnlyUnless) {

  /** What begins the list of codes in the template of Observations. */
  static final String CODES = "&code=";

  /** Which orders of a hook's context a service is about. */
  public enum Orders {
    /** None. */
    NONE,
    /** Draft orders that are selected: they are completed. */
    SELECTED,
    /** Every draft order: it is checked. */
    SIGNED,
    /** Orders on record that are to be continued. */
    REFILLED
  }

  /** When a service shows the verdict of the label. */
  public enum Showing {
    ALWAYS,
    /** Unless it is eligible. */
    UNLESS_ELIGIBLE,
    /** An eligible one only beside another finding. */
    BESIDE_OTHERS,
    NEVER
  }

  /** Kinds it looks at. */
  public List<DataKind> kinds() {
    return List.copyOf(prefetch.keySet());
  }
}
