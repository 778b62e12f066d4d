package cds.derive;

import cds.chart.Medication;
import cds.chart.Medication.Origin;
import cds.chart.PartialDate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The course of one drug up to the day of evaluation. */
record Course(List<Medication> all, LocalDate on) {

  /** Statuses of an order or statement under which the drug was taken. */
  static final Set<String> GIVEN = Set.of("active", "on-hold", "completed", "stopped", "unknown");

  /** One dose day with the record that tells it. */
  record Dose(LocalDate day, Medication medication) {}

  /** Days on which a dose was given or a dosage period or statement began. */
  List<Dose> doses() {
    List<Dose> doses = new ArrayList<>();
    for (Medication medication : all) {
      PartialDate start = medication.start();
      if (start != null && !start.first().isAfter(on) && wasGiven(medication)) {
        doses.add(new Dose(start.first(), medication));
      }
    }
    return doses;
  }

  private static boolean wasGiven(Medication medication) {
    return switch (medication.origin()) {
      case ADMINISTRATION -> true;
      case STATEMENT, REQUEST -> GIVEN.contains(medication.status());
      case DRAFT_ORDER -> false;
    };
  }

  /** Records that show that the drug was started. */
  List<Medication> given() {
    List<Medication> given = doses().stream().map(Dose::medication).distinct().toList();
    if (!given.isEmpty()) {
      return given;
    }
    return all.stream().filter(m -> wasGiven(m) && m.start() == null).toList();
  }

  /** The first dose day; without any dated dose, the day the first order was written. */
  @Nullable LocalDate firstDay() {
    List<Dose> doses = doses();
    if (!doses.isEmpty()) {
      return doses.stream().map(Dose::day).min(Comparator.naturalOrder()).orElse(null);
    }
    return all.stream()
        .filter(m -> wasGiven(m) && m.start() == null)
        .map(Medication::authored)
        .filter(java.util.Objects::nonNull)
        .map(PartialDate::first)
        .filter(day -> !day.isAfter(on))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Records that show that it is in use now; empty when it is not. */
  List<Medication> current(int recentDays) {
    List<Medication> active =
        all.stream()
            .filter(m -> m.origin() == Origin.REQUEST || m.origin() == Origin.STATEMENT)
            .filter(Medication::active)
            .filter(m -> m.start() == null || !m.start().first().isAfter(on))
            .toList();
    if (!active.isEmpty()) {
      return active;
    }
    LocalDate earliest = on.minusDays(recentDays);
    return doses().stream()
        .filter(dose -> !dose.day().isBefore(earliest))
        .filter(dose -> dose.medication().origin() == Origin.ADMINISTRATION)
        .filter(dose -> all.stream().noneMatch(m -> stopsAfter(m, dose.day())))
        .map(Dose::medication)
        .toList();
  }

  /** A stop without a date stands for the present state: it counts after every dose. */
  private static boolean stopsAfter(Medication medication, LocalDate dose) {
    boolean stop =
        medication.origin() == Origin.REQUEST
            ? medication.status().equals("stopped")
            : medication.origin() == Origin.STATEMENT
                && Set.of("stopped", "completed").contains(medication.status());
    return stop && (medication.end() == null || !medication.end().last().isBefore(dose));
  }
}
