package cds.web.insight;

import cds.insight.Selection;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A selection as a form asks for it.
 *
 * @param selection what is shown: what was asked for, or the last twelve weeks
 * @param fault what cannot be read, in a sentence; null when all is well
 */
record Asked(Selection selection, @Nullable String fault) {

  private static final int USUAL_WEEKS = 12;

  static Asked of(
      String from,
      String until,
      String client,
      String service,
      String release,
      LocalDate today,
      ZoneId zone) {
    try {
      LocalDate last = until.isEmpty() ? today : LocalDate.parse(until);
      LocalDate first = from.isEmpty() ? usual(last) : LocalDate.parse(from);
      return new Asked(new Selection(first, last, zone, client, service, release), null);
    } catch (DateTimeException e) {
      return usual(today, zone, "Write days as 2027-01-31.");
    } catch (IllegalArgumentException e) {
      return usual(today, zone, String.valueOf(e.getMessage()));
    }
  }

  private static Asked usual(LocalDate today, ZoneId zone, String fault) {
    return new Asked(new Selection(usual(today), today, zone, "", "", ""), fault);
  }

  private static LocalDate usual(LocalDate last) {
    return last.minusWeeks(USUAL_WEEKS).plusDays(1);
  }
}
