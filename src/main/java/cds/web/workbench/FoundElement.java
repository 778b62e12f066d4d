package cds.web.workbench;

import cds.decide.Decision;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Situation;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * A data element of a tried patient.
 *
 * @param name its name
 * @param label in plain words
 * @param value what it is, with unit; or why it is missing
 * @param known whether it has a value
 */
record FoundElement(String name, String label, String value, boolean known) {

  /** All elements: those with a value first. */
  static List<FoundElement> of(Decision decision) {
    Situation situation = decision.evaluation().situation();
    return decision.rules().elements().values().stream()
        .filter(element -> !element.perOrder())
        .map(element -> of(element, situation.get(element)))
        .sorted(
            Comparator.comparing((FoundElement one) -> !one.known())
                .thenComparing(FoundElement::name))
        .toList();
  }

  private static FoundElement of(DataElement element, DataValue value) {
    if (value instanceof DataValue.None none) {
      return new FoundElement(
          element.name(), element.label(), "missing: " + none.reason().word(), false);
    }
    Object known = ((DataValue.Known) value).value();
    String text =
        known instanceof Boolean yes
            ? (yes ? "yes" : "no")
            : known instanceof BigDecimal number ? number.toPlainString() : known.toString();
    String unit =
        element.unit() == null || element.unit().startsWith("{") ? "" : " " + element.unit();
    return new FoundElement(element.name(), element.label(), text + unit, true);
  }
}
