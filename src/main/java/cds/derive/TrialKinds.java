package cds.derive;

import cds.chart.DataKind;
import cds.chart.Medication;
import cds.chart.Medication.Origin;
import cds.chart.PartialDate;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.language.Phrase;
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
import tools.jackson.databind.JsonNode;

/** Kinds about earlier treatments and how they ended. */
final class TrialKinds {

  private TrialKinds() {}

  static void register(Map<String, Function<Args, Derivation>> kinds) {
    kinds.put("therapy-trial", TrialKinds::trial);
    kinds.put("therapy-outcome", TrialKinds::outcome);
    kinds.put("newest-outcome", TrialKinds::newestOutcome);
  }

  /**
   * @param drugClass drug class
   * @param minDays shortest adequate trial in days
   * @param belowAgeMonths counts only under this age in completed months, or null for every age
   */
  private record Adequate(String drugClass, int minDays, @Nullable BigDecimal belowAgeMonths) {}

  /**
   * {@code current} when an adequate trial had the outcome and is running or ended within {@code
   * months}; {@code old} when it ended earlier; {@code none} otherwise.
   */
  private static Derivation trial(Args args) {
    List<Adequate> kinds = new ArrayList<>();
    for (JsonNode node : args.node("adequate")) {
      String drugClass = node.path("class").asString("");
      if (!args.rules().drugs().classNames().contains(drugClass)) {
        args.problem("adequate", "no drug class '" + drugClass + "'");
      }
      String days = node.path("min-days").asString("");
      String key = days.isEmpty() ? "" : days.substring(1, days.length() - 1);
      var parameter = args.rules().parameters().get(key);
      if (parameter == null) {
        args.problem("adequate", "min-days must be a parameter like {name}");
      }
      kinds.add(
          new Adequate(
              drugClass,
              parameter == null ? Integer.MAX_VALUE : parameter.value().intValue(),
              node.has("below-age-months") ? node.path("below-age-months").decimalValue() : null));
    }
    String outcome = args.text("outcome");
    int months = args.whole("months");
    DataElement age = args.input("age");
    return c -> {
      LocalDate on = c.chart().on();
      BigDecimal ageMonths = c.get(age).number();
      List<Medication> inadequate = new ArrayList<>();
      for (Medication m : c.chart().medications()) {
        if ((m.origin() == Origin.REQUEST || m.origin() == Origin.STATEMENT)
            && m.outcomes().contains(outcome)
            && Course.GIVEN.contains(m.status())
            && kinds.stream().anyMatch(kind -> adequate(m, kind, ageMonths, on))) {
          inadequate.add(m);
        }
      }
      inadequate.sort(Comparator.comparing(Medication::reference));
      List<Medication> current = new ArrayList<>(inadequate);
      current.removeIf(m -> !running(m) && end(m, on).isBefore(on.minusMonths(months)));
      if (!current.isEmpty()) {
        return DataValue.of("current", Says.of(current));
      }
      return DataValue.of(inadequate.isEmpty() ? "none" : "old", Says.of(inadequate));
    };
  }

  private static boolean adequate(
      Medication medication, Adequate kind, @Nullable BigDecimal ageMonths, LocalDate on) {
    if (!medication.classes().contains(kind.drugClass())) {
      return false;
    }
    if (kind.belowAgeMonths() != null
        && (ageMonths == null || ageMonths.compareTo(kind.belowAgeMonths()) >= 0)) {
      return false;
    }
    PartialDate start = start(medication);
    if (start == null || start.last().isAfter(on)) {
      return false;
    }
    if (!running(medication) && medication.end() == null) {
      return false;
    }
    return ChronoUnit.DAYS.between(start.last(), end(medication, on)) >= kind.minDays();
  }

  /** A statement says when it began; an order began at the latest when it was written. */
  private static @Nullable PartialDate start(Medication medication) {
    return medication.start() != null || medication.origin() != Origin.REQUEST
        ? medication.start()
        : medication.authored();
  }

  private static boolean running(Medication medication) {
    return medication.active() && medication.end() == null;
  }

  private static LocalDate end(Medication medication, LocalDate on) {
    PartialDate end = medication.end();
    return end == null || end.first().isAfter(on) ? on : end.first();
  }

  /** Whether a drug of these classes ended with this outcome. */
  private static Derivation outcome(Args args) {
    Set<String> classes = args.drugClasses("classes");
    String outcome = args.text("outcome");
    String label = args.element().label();
    return c -> {
      List<Medication> found = new ArrayList<>(c.facts().medications(classes));
      found.removeIf(medication -> !medication.outcomes().contains(outcome));
      found.sort(Comparator.comparing(Medication::reference));
      return ObservationKinds.found(c, List.copyOf(Says.of(found)), DataKind.MEDICATIONS, label);
    };
  }

  /** The outcome of the treatment of these classes that ended last or is still running. */
  private static Derivation newestOutcome(Args args) {
    Set<String> classes = args.drugClasses("classes");
    List<String> values = args.element().values();
    return c ->
        c.facts().medications(classes).stream()
            .filter(m -> m.outcomes().stream().anyMatch(values::contains))
            .max(
                Comparator.comparing((Medication m) -> end(m, c.chart().on()))
                    .thenComparing(Medication::reference))
            .map(
                m ->
                    DataValue.of(
                        values.stream().filter(m.outcomes()::contains).findFirst().orElse(""),
                        Says.of(List.of(m))))
            .orElse(DataValue.none(Missing.ABSENT, Phrase.NO_OUTCOME));
  }
}
