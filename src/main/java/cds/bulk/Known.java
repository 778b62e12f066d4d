package cds.bulk;

import cds.chart.DataKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What data is worth that is not there.
 *
 * @param uploaded the kinds of data that there are of anybody; of the others nobody knows
 * @param lost the kinds of which a line may be missing, of anybody
 */
public record Known(Set<DataKind> uploaded, Set<DataKind> lost) {

  /** Copies. */
  public Known {
    uploaded = copy(uploaded);
    lost = copy(lost);
  }

  private static Set<DataKind> copy(Set<DataKind> kinds) {
    Set<DataKind> copy = EnumSet.noneOf(DataKind.class);
    copy.addAll(kinds);
    return Collections.unmodifiableSet(copy);
  }
}
