package cds.derive;

import cds.knowledge.DataElement;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Days after the day of an element; both ends included, without end when {@code toDay} is null. */
record Window(DataElement countedFrom, long fromDay, @Nullable Long toDay) {

  static @Nullable Window of(Args args) {
    @Nullable DataElement countedFrom = args.optionalInput("counted-from");
    BigDecimal to = args.optionalNumber("to-day");
    BigDecimal from = args.optionalNumber("from-day");
    return countedFrom == null
        ? null
        : new Window(
            countedFrom, from == null ? 0 : from.longValue(), to == null ? null : to.longValue());
  }
}
