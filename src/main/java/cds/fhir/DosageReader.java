package cds.fhir;

import cds.chart.Medication;
import cds.chart.PartialDate;
import cds.knowledge.Units;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.hl7.fhir.r4.model.Timing.UnitsOfTime;
import org.jspecify.annotations.Nullable;

/** Reads dosage instructions: steps in sequence, and the period they span. */
record DosageReader(Units units, Dates dates) {

  private static final String MILLIGRAM = "mg";
  private static final BigDecimal WEEK = BigDecimal.valueOf(7);

  /** The steps; in the order of {@code sequence} when every step has one. */
  List<Medication.Dosage> steps(List<Dosage> dosages) {
    return inSequence(dosages).stream().map(this::step).toList();
  }

  private static List<Dosage> inSequence(List<Dosage> dosages) {
    return dosages.stream().allMatch(Dosage::hasSequence)
        ? dosages.stream().sorted(Comparator.comparingInt(Dosage::getSequence)).toList()
        : dosages;
  }

  /** The earliest start of a step, or null when none is given. */
  @Nullable PartialDate start(List<Dosage> dosages) {
    return dosages.stream()
        .map(dosage -> bounds(repeat(dosage)).getStartElement())
        .map(dates::date)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** The latest end of a step; null when none is given, or a step goes on without limit. */
  @Nullable PartialDate end(List<Dosage> dosages) {
    boolean endless =
        dosages.stream()
            .map(DosageReader::repeat)
            .anyMatch(repeat -> !repeat.hasCount() && !bounds(repeat).hasEnd());
    return endless
        ? null
        : dosages.stream()
            .map(dosage -> bounds(repeat(dosage)).getEndElement())
            .map(dates::date)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
  }

  private Medication.Dosage step(Dosage dosage) {
    TimingRepeatComponent repeat = repeat(dosage);
    PartialDate start = dates.date(bounds(repeat).getStartElement());
    return new Medication.Dosage(
        dose(dosage),
        dosage.hasDoseAndRate(),
        repeat.hasCount() && !repeat.hasCountMax() ? repeat.getCount() : null,
        asNeeded(dosage) ? null : intervalWeeks(repeat),
        !asNeeded(dosage) && once(dosage.getTiming()),
        start == null ? null : start.first());
  }

  /** "As needed" is no schedule, whatever timing stands beside it. */
  private static boolean asNeeded(Dosage dosage) {
    return dosage.hasAsNeededCodeableConcept()
        || (dosage.hasAsNeededBooleanType() && dosage.getAsNeededBooleanType().booleanValue());
  }

  /** One administration, or a timing that names no repetition at all. */
  private static boolean once(Timing timing) {
    TimingRepeatComponent repeat = timing.getRepeat();
    boolean single = repeat.hasCount() && !repeat.hasCountMax() && repeat.getCount() == 1;
    return single || !(repeat.hasPeriod() || repeat.hasFrequency() || timing.hasCode());
  }

  /** Several doses in one step cannot be told apart, so they are none. */
  private @Nullable BigDecimal dose(Dosage dosage) {
    return dosage.getDoseAndRate().size() == 1
            && dosage.getDoseAndRateFirstRep().getDose() instanceof Quantity quantity
        ? milligrams(quantity)
        : null;
  }

  /** The quantity in mg, or null when it is none. */
  @Nullable BigDecimal milligrams(Quantity quantity) {
    if (!quantity.hasValue() || quantity.hasComparator()) {
      return null;
    }
    return units
        .conversion(quantity.getCode(), quantity.getUnit())
        .filter(unit -> unit.unit().equals(MILLIGRAM))
        .map(unit -> Numbers.plain(unit.convert(quantity.getValue())))
        .orElse(null);
  }

  /** FHIR takes a missing frequency for one dose per period. */
  private static @Nullable BigDecimal intervalWeeks(TimingRepeatComponent repeat) {
    boolean once = !repeat.hasFrequency() || repeat.getFrequency() == 1;
    if (repeat.getDayOfWeek().size() > 1
        || !once
        || repeat.hasFrequencyMax()
        || repeat.hasPeriodMax()
        || !repeat.hasPeriod()) {
      return null;
    }
    BigDecimal period = repeat.getPeriod();
    UnitsOfTime unit = repeat.getPeriodUnit();
    if (unit == UnitsOfTime.WK) {
      return Numbers.plain(period);
    }
    return unit == UnitsOfTime.D && period.remainder(WEEK).signum() == 0
        ? Numbers.plain(period.divideToIntegralValue(WEEK))
        : null;
  }

  private static TimingRepeatComponent repeat(Dosage dosage) {
    return dosage.getTiming().getRepeat();
  }

  private static Period bounds(TimingRepeatComponent repeat) {
    return repeat.getBounds() instanceof Period period ? period : new Period();
  }
}
