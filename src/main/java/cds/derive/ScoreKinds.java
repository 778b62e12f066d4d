package cds.derive;

import cds.chart.DataKind;
import cds.derive.Reading.Verdict;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Instrument;
import cds.knowledge.Missing;
import cds.knowledge.Source;
import cds.language.Phrase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Kinds about severity scores. */
final class ScoreKinds {

  private ScoreKinds() {}

  static void register(Map<String, Function<Args, Derivation>> kinds) {
    kinds.put("score", ScoreKinds::score);
    kinds.put("score-check", ScoreKinds::check);
    kinds.put("any-score", ScoreKinds::anyScore);
  }

  private static Instrument instrument(Args args) {
    String code = args.instruments("instrument").stream().findFirst().orElse("");
    Instrument instrument = args.rules().instruments().get(code);
    return instrument != null
        ? instrument
        : new Instrument(
            code,
            code,
            "",
            "",
            false,
            new cds.knowledge.Range(null, false, null, false),
            null,
            null,
            null,
            null,
            false);
  }

  /**
   * The newest (or lowest) valid value of one instrument: at most {@code max-age-days} before the
   * evaluation; {@code after} or {@code up-to} the day of another element ({@code within-days}
   * before it); {@code from-day} to {@code to-day} days after the day of the element {@code
   * counted-from}.
   */
  private static Derivation score(Args args) {
    Instrument instrument = instrument(args);
    BigDecimal maxAge = args.optionalNumber("max-age-days");
    @Nullable DataElement after = args.optionalInput("after");
    @Nullable DataElement upTo = args.optionalInput("up-to");
    BigDecimal within = args.optionalNumber("within-days");
    Window window = Window.of(args);
    boolean lowest = args.oneOf("pick", "newest", "newest", "lowest").equals("lowest");
    return c -> {
      LocalDate from = maxAge == null ? LocalDate.MIN : c.chart().on().minusDays(maxAge.intValue());
      LocalDate to = c.chart().on();
      if (after != null) {
        LocalDate day = c.get(after).day();
        if (day == null) {
          return DataValue.none(Missing.ABSENT, Phrase.NO_START);
        }
        from = day.plusDays(1);
      }
      if (upTo != null) {
        LocalDate day = c.get(upTo).day();
        if (day == null) {
          return DataValue.none(Missing.ABSENT, Phrase.NO_END);
        }
        to = day;
        from = within == null ? from : day.minusDays(within.intValue());
      }
      if (window != null) {
        LocalDate day = c.get(window.countedFrom()).day();
        if (day == null) {
          return DataValue.none(Missing.ABSENT, Phrase.NO_START);
        }
        from = later(from, day.plusDays(window.fromDay()));
        to = window.toDay() == null ? to : earlier(to, day.plusDays(window.toDay()));
      }
      return ScoreValue.between(c, instrument, from, to, lowest);
    };
  }

  private static LocalDate later(LocalDate a, LocalDate b) {
    return a.isAfter(b) ? a : b;
  }

  private static LocalDate earlier(LocalDate a, LocalDate b) {
    return a.isBefore(b) ? a : b;
  }

  /** Whether any score of these instruments is on record, usable or not. */
  private static Derivation anyScore(Args args) {
    List<Instrument> instruments = instruments(args, args.instruments("instruments"));
    return c -> {
      List<Source> sources = new ArrayList<>();
      for (Instrument instrument : instruments) {
        c.facts().readings(instrument).forEach(reading -> sources.add(reading.source()));
      }
      return ObservationKinds.found(c, sources, DataKind.OBSERVATIONS, args.element().label());
    };
  }

  /** Every reading that fails one plausibility check; all of them are sources. */
  private static Derivation check(Args args) {
    List<Instrument> instruments =
        instruments(
            args,
            args.node("instruments").isMissingNode()
                ? args.rules().instruments().keySet()
                : args.instruments("instruments"));
    BigDecimal maxAge = args.optionalNumber("max-age-days");
    String check = args.text("check");
    BigDecimal limit = args.optionalNumber("limit");
    BigDecimal days = args.optionalNumber("within-days");
    BiFunction<Derivation.Context, List<Reading>, List<Source>> test =
        switch (check) {
          case "out-of-range" -> newest(r -> r.verdict() == Verdict.OUT_OF_RANGE);
          case "older-scale" -> newest(r -> r.verdict() == Verdict.OLDER_SCALE);
          case "wrong-age" -> newest(r -> r.verdict() == Verdict.WRONG_AGE);
          case "step" -> newest(Reading::offStep);
          case "recompute" -> (c, readings) -> recompute(c, readings);
          case "duplicate" -> (c, readings) -> duplicates(readings);
          case "jump" -> (c, readings) -> jump(readings, limit, days);
          default -> {
            args.problem(
                "check",
                "'"
                    + check
                    + "' is no check; known: out-of-range, older-scale, wrong-age, step, "
                    + "recompute, duplicate, jump");
            yield (c, readings) -> List.of();
          }
        };
    return c -> {
      LocalDate from = maxAge == null ? LocalDate.MIN : c.chart().on().minusDays(maxAge.intValue());
      List<Source> sources = new ArrayList<>();
      for (Instrument instrument : instruments) {
        List<Reading> readings = since(c.facts().readings(instrument), from);
        if (!readings.isEmpty()) {
          sources.addAll(test.apply(c, readings));
        }
      }
      return DataValue.of(!sources.isEmpty(), sources);
    };
  }

  private static List<Instrument> instruments(Args args, Set<String> codes) {
    Map<String, Instrument> known = args.rules().instruments();
    return codes.stream().filter(known::containsKey).map(known::get).toList();
  }

  /** Those of some readings, newest first, that are of a day or later. */
  private static List<Reading> since(List<Reading> readings, LocalDate day) {
    int end = readings.size();
    while (end > 0 && readings.get(end - 1).date().isBefore(day)) {
      end--;
    }
    return readings.subList(0, end);
  }

  private static BiFunction<Derivation.Context, List<Reading>, List<Source>> newest(
      Predicate<Reading> test) {
    return (c, readings) -> {
      Reading newest = readings.get(0);
      return test.test(newest) ? List.of(newest.source()) : List.of();
    };
  }

  private static List<Source> recompute(Derivation.Context c, List<Reading> readings) {
    Reading newest = readings.get(0);
    if (!newest.mismatch()) {
      return List.of();
    }
    Source own = newest.source();
    Source other = new Source(own.resource(), Phrase.OTHER_AGE.of(own.says()));
    return List.of(newest.fitsOtherAge(c.chart()) ? other : own);
  }

  private static List<Source> duplicates(List<Reading> readings) {
    List<Source> sources = new ArrayList<>();
    for (Reading reading : readings) {
      boolean differs =
          readings.stream()
              .anyMatch(
                  other ->
                      other.date().equals(reading.date())
                          && other.recorded() != null
                          && reading.recorded() != null
                          && other.recorded().compareTo(reading.recorded()) != 0);
      if (differs) {
        sources.add(reading.source());
      }
    }
    return sources;
  }

  private static List<Source> jump(
      List<Reading> readings, @Nullable BigDecimal limit, @Nullable BigDecimal days) {
    List<Reading> valid = readings.stream().filter(Reading::valid).toList();
    if (valid.size() < 2 || limit == null || days == null) {
      return List.of();
    }
    Reading newest = valid.get(0);
    Reading before = valid.get(1);
    boolean close =
        ChronoUnit.DAYS.between(before.date(), newest.date()) <= days.longValue()
            && !before.date().equals(newest.date());
    BigDecimal change = newest.value().subtract(before.value()).abs();
    return close && change.compareTo(limit) > 0
        ? List.of(newest.source(), before.source())
        : List.of();
  }
}
