package cds.derive;

import cds.chart.Chart;
import cds.chart.Observation;
import cds.chart.PartialDate;
import cds.chart.Value;
import cds.derive.formula.ScoreFormula;
import cds.knowledge.Instrument;
import cds.knowledge.Source;
import cds.language.Phrase;
import cds.language.Sentence;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One recorded value of one instrument, judged.
 *
 * @param instrument the instrument
 * @param observation the Observation
 * @param date the day of the score; a partial date stands for its first day
 * @param recorded the value as recorded; null when it is no number in the right unit
 * @param recomputed the total of its components, when all are given; else null
 * @param verdict whether it may be used, and why not
 */
record Reading(
    Instrument instrument,
    Observation observation,
    LocalDate date,
    @Nullable BigDecimal recorded,
    @Nullable BigDecimal recomputed,
    Verdict verdict) {

  /** The largest difference between a recorded and a recomputed total that is rounding. */
  private static final BigDecimal ROUNDING = new BigDecimal("0.1");

  /** Whether a reading may be used. */
  enum Verdict {
    VALID,
    OUT_OF_RANGE,
    OLDER_SCALE,
    WRONG_AGE,
    NOT_USABLE
  }

  /** All final readings of one instrument with a date, newest first. */
  static List<Reading> of(Facts facts, Instrument instrument) {
    List<Reading> readings = new ArrayList<>();
    for (Observation observation :
        ObservationKinds.newestFirst(facts.observations(Set.of(instrument.valueSet())))) {
      PartialDate effective = observation.effective();
      if (!observation.preliminary() && effective != null) {
        readings.add(read(facts.chart(), instrument, observation, effective.first()));
      }
    }
    return readings;
  }

  private static Reading read(
      Chart chart, Instrument instrument, Observation observation, LocalDate date) {
    BigDecimal recorded = number(instrument, observation.value());
    BigDecimal recomputed = recompute(chart, instrument, observation, date);
    return new Reading(
        instrument,
        observation,
        date,
        recorded,
        recomputed,
        verdict(chart, instrument, recomputed == null ? recorded : recomputed, recorded, date));
  }

  private static @Nullable BigDecimal number(Instrument instrument, Value value) {
    if (value.problem() != null || value.number() == null || value.form() == Value.Form.BOOLEAN) {
      return null;
    }
    boolean quantity = value.form() == Value.Form.QUANTITY;
    if (value.unit() == null) {
      return quantity && instrument.unitRequired() ? null : value.number();
    }
    return value.unit().equals(instrument.unit()) ? value.number() : null;
  }

  private static @Nullable BigDecimal recompute(
      Chart chart, Instrument instrument, Observation observation, LocalDate date) {
    if (instrument.formula() == null || observation.components().isEmpty()) {
      return null;
    }
    Integer age = ageYears(chart, date);
    return ScoreFormula.named(instrument.formula())
        .filter(formula -> age != null || formula.otherAge(0).isEmpty())
        .flatMap(formula -> formula.total(components(observation), age == null ? 0 : age))
        .orElse(null);
  }

  private static Map<String, BigDecimal> components(Observation observation) {
    Map<String, BigDecimal> components = new HashMap<>();
    for (Observation.Component component : observation.components()) {
      BigDecimal number = component.value().number();
      if (component.value().problem() == null && number != null) {
        if (components.put(component.code(), number) != null) {
          // A component given twice: no total can be told from them.
          return Map.of();
        }
      }
    }
    return components;
  }

  /** Whether the weights of the other age group would explain the recorded total. */
  boolean fitsOtherAge(Chart chart) {
    Integer age = ageYears(chart, date);
    if (instrument.formula() == null || age == null || recorded == null) {
      return false;
    }
    BigDecimal total = recorded;
    return ScoreFormula.named(instrument.formula())
        .flatMap(
            formula ->
                formula
                    .otherAge(age)
                    .flatMap(other -> formula.total(components(observation), other)))
        .filter(other -> other.subtract(total).abs().compareTo(ROUNDING) <= 0)
        .isPresent();
  }

  private static Verdict verdict(
      Chart chart,
      Instrument instrument,
      @Nullable BigDecimal used,
      @Nullable BigDecimal recorded,
      LocalDate date) {
    if (used == null) {
      return Verdict.NOT_USABLE;
    }
    if (!instrument.range().holds(used)) {
      return instrument.olderScale() != null && instrument.olderScale().compareTo(used) == 0
          ? Verdict.OLDER_SCALE
          : Verdict.OUT_OF_RANGE;
    }
    if (recorded != null && !instrument.range().holds(recorded)) {
      return Verdict.OUT_OF_RANGE;
    }
    PartialDate birth = chart.patient().birth();
    if (instrument.ages() != null && birth != null) {
      long months = PatientKinds.completed(birth.first(), date, true);
      if (!instrument.ages().holds(BigDecimal.valueOf(months))) {
        return Verdict.WRONG_AGE;
      }
    }
    return Verdict.VALID;
  }

  private static @Nullable Integer ageYears(Chart chart, LocalDate date) {
    PartialDate birth = chart.patient().birth();
    if (birth == null) {
      return null;
    }
    long oldest = PatientKinds.completed(birth.first(), date, false);
    return oldest == PatientKinds.completed(birth.last(), date, false) ? (int) oldest : null;
  }

  /** The value the rules use: the recomputed total where there is one. */
  BigDecimal value() {
    if (recomputed != null) {
      return recomputed;
    }
    if (recorded == null) {
      throw new IllegalStateException("only valid readings have a value");
    }
    return recorded;
  }

  boolean valid() {
    return verdict == Verdict.VALID;
  }

  /** Whether recorded and recomputed total differ by more than rounding. */
  boolean mismatch() {
    return recorded != null
        && recomputed != null
        && recorded.subtract(recomputed).abs().compareTo(ROUNDING) > 0;
  }

  /** Whether the recorded value is no multiple of the instrument's step. */
  boolean offStep() {
    return valid()
        && instrument.step() != null
        && recorded != null
        && recorded.remainder(instrument.step()).signum() != 0;
  }

  /** "the score 24.6 on 2025-06-10", with the recomputed total beside the recorded one. */
  Source source() {
    Sentence title = Sentence.text(instrument.title());
    Sentence value =
        recorded == null ? Phrase.WITHOUT_VALUE : Sentence.quantity(recorded, instrument.unit());
    Sentence on = Sentence.date(Objects.requireNonNull(observation.effective()));
    return new Source(
        observation.reference(),
        mismatch() && recomputed != null
            ? Phrase.RECOMPUTED_ON.of(title, value, Sentence.number(recomputed), on)
            : Phrase.VALUE_ON.of(title, value, on));
  }
}
