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
 * @param orders whether it is about draft orders of the context
 * @param verdictUrgency urgency of a verdict other than eligible
 * @param onTreatment boolean element: whether the patient is on treatment, which decides what shows
 * @param silentVerdictWhen boolean element: no verdict when it is {@code yes}; empty for never
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
    boolean orders,
    Urgency verdictUrgency,
    String onTreatment,
    String silentVerdictWhen) {

  /** Kinds it looks at. */
  public List<DataKind> kinds() {
    return List.copyOf(prefetch.keySet());
  }
}
