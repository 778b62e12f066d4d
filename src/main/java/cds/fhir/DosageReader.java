package cds.fhir;

import cds.chart.Medication;
import cds.chart.PartialDate;
import cds.knowledge.Units;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads dosage instructions: steps in sequence, and the period they span. */
record DosageReader(Units units, Dates dates) {

  private static final String MILLIGRAM = "mg";
  private static final String DOSE_AND_RATE = "doseAndRate";
  private static final BigDecimal WEEK = BigDecimal.valueOf(7);

  /** The steps; in the order of {@code sequence} when every step has one. */
  List<Medication.Dosage> steps(List<Element> dosages) {
    return inSequence(dosages).stream().map(this::step).toList();
  }

  private static List<Element> inSequence(List<Element> dosages) {
    return dosages.stream().allMatch(dosage -> dosage.has("sequence"))
        ? dosages.stream().sorted(Comparator.comparing(DosageReader::sequence)).toList()
        : dosages;
  }

  private static BigDecimal sequence(Element dosage) {
    return Objects.requireNonNull(dosage.get("sequence").number());
  }

  /** The earliest start of a step, or null when none is given. */
  @Nullable PartialDate start(List<Element> dosages) {
    return dosages.stream()
        .map(dosage -> bounds(repeat(dosage)).get("start"))
        .map(dates::date)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** The latest end of a step; null when none is given, or a step goes on without limit. */
  @Nullable PartialDate end(List<Element> dosages) {
    boolean endless =
        dosages.stream()
            .map(DosageReader::repeat)
            .anyMatch(repeat -> !repeat.has("count") && !bounds(repeat).has("end"));
    return endless
        ? null
        : dosages.stream()
            .map(dosage -> bounds(repeat(dosage)).get("end"))
            .map(dates::date)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
  }

  private Medication.Dosage step(Element dosage) {
    Element repeat = repeat(dosage);
    PartialDate start = dates.date(bounds(repeat).get("start"));
    return new Medication.Dosage(
        dose(dosage),
        dosage.has(DOSE_AND_RATE),
        count(repeat),
        asNeeded(dosage) ? null : intervalWeeks(repeat),
        !asNeeded(dosage) && once(dosage),
        start == null ? null : start.first());
  }

  /** "As needed" is no schedule, whatever timing stands beside it. */
  private static boolean asNeeded(Element dosage) {
    Element asNeeded = dosage.get("asNeeded");
    return asNeeded.isTrue() || (asNeeded.is("CodeableConcept") && !asNeeded.isEmpty());
  }

  /** How often in all; null when that is not one number. */
  private static @Nullable Integer count(Element repeat) {
    BigDecimal count = repeat.get("count").number();
    return count == null || repeat.has("countMax") ? null : Integer.valueOf(count.intValue());
  }

  /**
   * One administration, or a dose whose timing names no repetition at all; words alone tell
   * nothing.
   */
  private static boolean once(Element dosage) {
    Element timing = dosage.get("timing");
    Element repeat = timing.get("repeat");
    boolean single = Integer.valueOf(1).equals(count(repeat));
    boolean silent = !(repeat.has("period") || repeat.has("frequency") || timing.has("code"));
    return single || (silent && (dosage.has(DOSE_AND_RATE) || timing.has("event")));
  }

  /** Several doses in one step cannot be told apart, so they are none. */
  private @Nullable BigDecimal dose(Element dosage) {
    List<Element> doses = dosage.all(DOSE_AND_RATE);
    return doses.size() == 1 && !doses.get(0).get("dose").is("Range")
        ? milligrams(doses.get(0).get("dose"))
        : null;
  }

  /** The quantity in mg, or null when it is none. */
  @Nullable BigDecimal milligrams(Element quantity) {
    BigDecimal value = quantity.get("value").number();
    if (value == null || quantity.has("comparator")) {
      return null;
    }
    return units
        .conversion(quantity.text("code"), quantity.text("unit"))
        .filter(unit -> unit.unit().equals(MILLIGRAM))
        .map(unit -> Numbers.plain(unit.convert(value)))
        .orElse(null);
  }

  /** FHIR takes a missing frequency for one dose per period. */
  private static @Nullable BigDecimal intervalWeeks(Element repeat) {
    BigDecimal frequency = repeat.get("frequency").number();
    BigDecimal period = repeat.get("period").number();
    boolean once = frequency == null || frequency.compareTo(BigDecimal.ONE) == 0;
    if (repeat.all("dayOfWeek").size() > 1
        || !once
        || repeat.has("frequencyMax")
        || repeat.has("periodMax")
        || period == null) {
      return null;
    }
    String unit = repeat.get("periodUnit").textOrEmpty();
    if (unit.equals("wk")) {
      return Numbers.plain(period);
    }
    return unit.equals("d") && period.remainder(WEEK).signum() == 0
        ? Numbers.plain(period.divideToIntegralValue(WEEK))
        : null;
  }

  private static Element repeat(Element dosage) {
    return dosage.get("timing").get("repeat");
  }

  private static Element bounds(Element repeat) {
    Element bounds = repeat.get("bounds");
    return bounds.is("Period") ? bounds : Element.NONE;
  }
}
