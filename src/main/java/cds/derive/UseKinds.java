package cds.derive;

import cds.chart.DataKind;
import cds.chart.Medication;
import cds.chart.Medication.Origin;
import cds.chart.PartialDate;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.Source;
import cds.language.Phrase;
import cds.language.Sentence;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Kinds about how long a drug has been in use, when it ended and when its last dose was. */
final class UseKinds {

  private static final Set<String> ENDED = Set.of("stopped", "completed");
  private static final int DAYS_A_WEEK = 7;

  private UseKinds() {}

  static void register(Map<String, Function<Args, Derivation>> kinds) {
    kinds.put("medication-days", UseKinds::days);
    kinds.put("medication-ended", UseKinds::ended);
    kinds.put("medication-at", UseKinds::at);
    kinds.put("therapy-last-dose", UseKinds::lastDose);
  }

  /**
   * For how many days a drug of these classes has been in use; 0 when none is, missing when a drug
   * in use does not say since when.
   */
  private static Derivation days(Args args) {
    Set<String> classes = args.drugClasses("classes");
    String label = args.element().label();
    return c -> {
      LocalDate on = c.chart().on();
      List<Medication> used =
          MedicationKinds.of(c, classes).stream()
              .filter(m -> MedicationKinds.inUse(m, on))
              .toList();
      Medication longest =
          used.stream()
              .filter(m -> since(m) != null)
              .min(Comparator.comparing(UseKinds::firstDay).thenComparing(Medication::reference))
              .orElse(null);
      if (longest != null) {
        long days = ChronoUnit.DAYS.between(firstDay(longest), on);
        return DataValue.of(BigDecimal.valueOf(Math.max(0, days)), Says.of(List.of(longest)));
      }
      if (!used.isEmpty()) {
        return DataValue.none(
            Missing.ABSENT, Phrase.NO_DAY_BEGAN.of(Sentence.text(label)), Says.of(used));
      }
      DataValue none = ObservationKinds.nothing(c, DataKind.MEDICATIONS, label);
      return none instanceof DataValue.None missing && missing.reason() == Missing.ABSENT
          ? DataValue.of(BigDecimal.ZERO, List.of())
          : none;
    };
  }

  private static @Nullable PartialDate since(Medication medication) {
    return medication.start() == null ? medication.authored() : medication.start();
  }

  private static LocalDate firstDay(Medication medication) {
    PartialDate since = since(medication);
    return since == null ? LocalDate.MAX : since.first();
  }

  /**
   * Whether a drug of these classes ended on or after an element's day, and within {@code days}
   * before the evaluation if given. An end without a date counts from the newest day the record
   * names.
   */
  private static Derivation ended(Args args) {
    Set<String> classes = args.drugClasses("classes");
    DataElement since = args.input("since");
    BigDecimal days = args.optionalNumber("days");
    String label = args.element().label();
    return c -> {
      LocalDate from = c.get(since).day();
      LocalDate on = c.chart().on();
      LocalDate earliest = days == null ? LocalDate.MIN : on.minusDays(days.longValue());
      List<Source> sources = new ArrayList<>();
      for (Medication medication : MedicationKinds.of(c, classes)) {
        LocalDate end = end(medication, on);
        if (from != null && end != null && !end.isBefore(from) && !end.isBefore(earliest)) {
          sources.add(Says.medication(medication));
        }
      }
      return ObservationKinds.found(c, sources, DataKind.MEDICATIONS, label);
    };
  }

  /** Whether a drug of these classes was in use on the day of another element's value. */
  private static Derivation at(Args args) {
    Set<String> classes = args.drugClasses("classes");
    DataElement at = args.input("on");
    String label = args.element().label();
    return c -> {
      DataValue value = c.get(at);
      LocalDate day = value.dated();
      if (day == null) {
        return value instanceof DataValue.None none
            ? none
            : DataValue.none(Missing.ABSENT, Phrase.NO_DAY_TO_LOOK_AT.of(Sentence.text(label)));
      }
      List<Medication> used =
          MedicationKinds.of(c, classes).stream()
              .filter(m -> m.origin() != Origin.ADMINISTRATION)
              .filter(m -> Course.GIVEN.contains(m.status()))
              .filter(m -> !firstDay(m).isAfter(day))
              .filter(m -> runs(m, day, c.chart().on()))
              .toList();
      return ObservationKinds.found(c, List.copyOf(Says.of(used)), DataKind.MEDICATIONS, label);
    };
  }

  private static boolean runs(Medication medication, LocalDate day, LocalDate on) {
    LocalDate end = end(medication, on);
    return end == null || !end.isBefore(day);
  }

  private static @Nullable LocalDate end(Medication medication, LocalDate on) {
    boolean counts =
        medication.origin() != Origin.ADMINISTRATION
            && (ENDED.contains(medication.status()) || medication.active());
    if (!counts) {
      return null;
    }
    if (medication.end() != null) {
      // A period that ends today or later is still running unless its status says otherwise.
      boolean past = medication.end().last().isBefore(on);
      return past || ENDED.contains(medication.status()) ? medication.end().last() : null;
    }
    return medication.active() ? null : newest(medication);
  }

  private static @Nullable LocalDate newest(Medication medication) {
    PartialDate authored = medication.authored();
    PartialDate start = medication.start();
    if (authored == null) {
      return start == null ? null : start.last();
    }
    return start == null || start.last().isBefore(authored.last()) ? authored.last() : start.last();
  }

  /**
   * The day of the last dose of a drug: the one the patient tells ({@code answer}, an element), or
   * the newest administration if the two newest lie one interval ({@code interval}, an element in
   * weeks) apart, {@code tolerance-days} more or less. Doses given at home are rarely recorded: a
   * gap between records says nothing.
   */
  private static Derivation lastDose(Args args) {
    Set<String> drug = args.drugClasses("drug");
    DataElement answer = args.input("answer");
    DataElement interval = args.input("interval");
    int tolerance = args.whole("tolerance-days");
    return c -> {
      LocalDate on = c.chart().on();
      List<Medication> given =
          MedicationKinds.of(c, drug).stream()
              .filter(m -> m.origin() == Origin.ADMINISTRATION)
              .filter(m -> m.start() != null && !m.start().first().isAfter(on))
              .sorted(Comparator.comparing(UseKinds::firstDay).reversed())
              .toList();
      Medication newest = given.isEmpty() ? null : given.get(0);
      DataValue told = c.get(answer);
      LocalDate toldDay = told.day();
      if (toldDay != null && !toldDay.isAfter(on)) {
        return newest != null && firstDay(newest).isAfter(toldDay) ? dose(newest) : told;
      }
      BigDecimal weeks = c.get(interval).number();
      return newest != null && weeks != null && regular(given, weeks, tolerance)
          ? dose(newest)
          : DataValue.none(Missing.ABSENT, Phrase.LAST_DOSE_UNKNOWN);
    };
  }

  private static DataValue dose(Medication medication) {
    LocalDate day = firstDay(medication);
    return DataValue.of(day, day, Says.of(List.of(medication)));
  }

  /** Whether the two newest dose days lie one interval apart. */
  private static boolean regular(List<Medication> newestFirst, BigDecimal weeks, int tolerance) {
    List<LocalDate> days = newestFirst.stream().map(UseKinds::firstDay).distinct().toList();
    if (days.size() < 2) {
      return false;
    }
    long apart = ChronoUnit.DAYS.between(days.get(1), days.get(0));
    BigDecimal interval = weeks.multiply(BigDecimal.valueOf(DAYS_A_WEEK));
    return BigDecimal.valueOf(apart)
            .subtract(interval)
            .abs()
            .compareTo(BigDecimal.valueOf(tolerance))
        <= 0;
  }
}
