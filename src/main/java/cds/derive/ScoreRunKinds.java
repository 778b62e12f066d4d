package cds.derive;

import cds.chart.DataKind;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Instrument;
import cds.knowledge.Missing;
import cds.knowledge.Source;
import cds.language.Phrase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The kind that tells for how long a score has stayed low. */
final class ScoreRunKinds {

  private ScoreRunKinds() {}

  static void register(Map<String, Function<Args, Derivation>> kinds) {
    kinds.put("score-held-days", ScoreRunKinds::held);
  }

  /**
   * Days from the first to the newest value of an unbroken run of values of at most {@code
   * at-most}, all of them after the day of the element {@code after}; the run ends at the newest
   * value. 0 when the newest value is higher.
   */
  private static Derivation held(Args args) {
    String code = args.instruments("instrument").stream().findFirst().orElse("");
    DataElement after = args.input("after");
    BigDecimal atMost = args.number("at-most");
    return c -> {
      Instrument instrument = c.rules().instruments().get(code);
      LocalDate start = c.get(after).day();
      if (instrument == null || start == null) {
        return DataValue.none(Missing.ABSENT, Phrase.NO_START);
      }
      List<Reading> readings =
          c.facts().readings(instrument).stream()
              .filter(reading -> reading.valid() && reading.date().isAfter(start))
              .toList();
      if (readings.isEmpty()) {
        return ObservationKinds.nothing(c, DataKind.OBSERVATIONS, instrument.title());
      }
      List<Reading> run =
          readings.stream().takeWhile(r -> r.value().compareTo(atMost) <= 0).toList();
      Reading newest = readings.get(0);
      Reading first = run.isEmpty() ? newest : run.get(run.size() - 1);
      List<Source> sources = List.of(newest.source(), first.source());
      return DataValue.of(
          BigDecimal.valueOf(ChronoUnit.DAYS.between(first.date(), newest.date())),
          newest.date(),
          sources);
    };
  }
}
