package cds.derive;

import cds.chart.DataKind;
import cds.knowledge.DataValue;
import cds.knowledge.Instrument;
import cds.knowledge.Missing;
import cds.knowledge.Source;
import cds.language.Phrase;
import cds.language.Sentence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The value of an instrument in a span of days. */
final class ScoreValue {

  private ScoreValue() {}

  /**
   * The newest (or lowest) valid value; without one, why there is none.
   *
   * @param from first day
   * @param to last day
   */
  static DataValue between(
      Derivation.Context c, Instrument instrument, LocalDate from, LocalDate to, boolean lowest) {
    List<Reading> all = c.facts().readings(instrument);
    Reading found = null;
    Reading older = null;
    List<Source> rejected = new ArrayList<>();
    for (Reading reading : all) {
      boolean before = reading.date().isBefore(from);
      if (before && reading.valid() && older == null) {
        older = reading;
      }
      if (before || reading.date().isAfter(to)) {
        continue;
      }
      if (!reading.valid()) {
        rejected.add(reading.source());
      } else if (found == null || (lowest && reading.value().compareTo(found.value()) < 0)) {
        found = reading;
      }
    }
    if (found != null) {
      return DataValue.of(found.value(), found.date(), List.of(found.source()));
    }
    if (!rejected.isEmpty()) {
      return DataValue.none(Missing.INVALID, Phrase.UNUSABLE.of(rejected.get(0).says()), rejected);
    }
    if (older != null) {
      return DataValue.none(
          Missing.STALE,
          Phrase.NEWEST_IS_OF.of(Sentence.text(instrument.title()), Sentence.date(older.date())),
          List.of(older.source()));
    }
    return ObservationKinds.nothing(c, DataKind.OBSERVATIONS, instrument.title());
  }
}
