package cds.cohort.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Patients by bands of a data element.
 *
 * @param id names it in the page
 * @param title its heading
 * @param element data element
 * @param says where the bands come from; may be empty
 * @param bands in order; numbers, or codes
 */
record Spread(String id, String title, String element, String says, List<Band> bands) {

  /**
   * A band; a number reaches up to the next one.
   *
   * @param from lower bound (included) in the unit of the element; empty for a code
   * @param is code; empty for a number
   * @param label in words
   * @param brief in few characters
   */
  record Band(String from, String is, String label, String brief) {

    /** Both as one, when values do not tell which. */
    Band with(Band next) {
      return new Band(from, is, label + ", or " + next.label, brief + ", " + next.brief);
    }
  }

  /** Whether the element has codes; else it has numbers. */
  boolean isOfCodes() {
    return bands.stream().noneMatch(band -> band.is().isEmpty());
  }

  /** The same for values that were rounded down to whole steps; 0 when they were not. */
  Spread coarse(BigDecimal step) {
    if (step.signum() == 0 || isOfCodes()) {
      return this;
    }
    List<Band> joined = new ArrayList<>();
    for (Band band : bands) {
      boolean within = new BigDecimal(band.from()).remainder(step).signum() != 0;
      if (within && !joined.isEmpty()) {
        joined.add(joined.remove(joined.size() - 1).with(band));
      } else {
        joined.add(band);
      }
    }
    return new Spread(id, title, element, says, joined);
  }
}
