package cds.derive;

import cds.chart.DataKind;
import cds.chart.Medication;
import cds.chart.Medication.Origin;
import cds.chart.PartialDate;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.Source;
import cds.language.Phrase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Kinds about drugs in use and about the course of one drug. */
final class MedicationKinds {

  private MedicationKinds() {}

  static void register(Map<String, Function<Args, Derivation>> kinds) {
    kinds.put("any-medication", MedicationKinds::any);
    kinds.put("therapy-status", MedicationKinds::status);
    kinds.put("therapy-start", MedicationKinds::start);
    kinds.put("therapy-regimen", MedicationKinds::regimen);
  }

  static List<Medication> of(Derivation.Context c, Set<String> classes) {
    List<Medication> all = c.facts().medications(classes);
    if (all.isEmpty()) {
      return all;
    }
    List<Medication> of = new ArrayList<>(all);
    of.removeIf(medication -> isTheOrderItself(c, medication));
    of.sort(Comparator.comparing(Medication::reference));
    return of;
  }

  /** An order that is being signed and begins today: some EHRs store it before it is signed. */
  private static boolean isTheOrderItself(Derivation.Context c, Medication medication) {
    LocalDate begin = begin(medication);
    return medication.origin() == Origin.REQUEST
        && !begin.isBefore(c.chart().on())
        && c.chart().orders().stream()
            .anyMatch(order -> order.reference().equals(medication.reference()));
  }

  /**
   * Whether a drug of these classes is in use ({@code active}) or on record at all ({@code ever});
   * with {@code for}, for one of these reasons; with {@code other-orders}, whether an order of it
   * other than the ones asked about is running.
   */
  private static Derivation any(Args args) {
    Set<String> classes = args.drugClasses("classes");
    Set<String> reasons = args.node("for").isMissingNode() ? Set.of() : args.valueSets("for");
    boolean otherOrders = args.node("other-orders").asBoolean(false);
    boolean active = args.oneOf("status", "active", "active", "ever").equals("active");
    String label = args.element().label();
    return c -> {
      List<Source> found = new ArrayList<>();
      for (Medication medication : of(c, classes)) {
        if ((!active || inUse(medication, c.chart().on()))
            && (!otherOrders || isOtherOrder(c, medication))
            && (reasons.isEmpty() || !Collections.disjoint(medication.reasons(), reasons))) {
          found.add(Says.medication(medication));
        }
      }
      return ObservationKinds.found(c, found, DataKind.MEDICATIONS, label);
    };
  }

  private static boolean isOtherOrder(Derivation.Context c, Medication medication) {
    return medication.origin() == Origin.REQUEST
        && c.chart().orders().stream()
            .noneMatch(order -> order.reference().equals(medication.reference()));
  }

  static boolean inUse(Medication medication, LocalDate on) {
    return medication.origin() != Origin.ADMINISTRATION
        && medication.active()
        && (medication.end() == null || !medication.end().last().isBefore(on));
  }

  /**
   * {@code on-treatment}: an active order or statement that has started, or a dose within {@code
   * recent-days} with no stop recorded after it. {@code stopped}: given earlier, not now. {@code
   * starter}: before the first dose. Nobody is a starter while the orders cannot be read.
   */
  private static Derivation status(Args args) {
    Set<String> drug = args.drugClasses("drug");
    int recent = args.whole("recent-days");
    String label = args.element().label();
    return c -> {
      Course course = new Course(of(c, drug), c.chart().on());
      List<Medication> current = course.current(recent);
      if (!current.isEmpty()) {
        return DataValue.of("on-treatment", course.firstDay(), Says.of(current));
      }
      DataValue nothing = ObservationKinds.nothing(c, DataKind.MEDICATIONS, label);
      if (nothing instanceof DataValue.None none && none.reason() != Missing.ABSENT) {
        return DataValue.none(none.reason(), none.says(), Says.of(course.given()));
      }
      return course.given().isEmpty()
          ? DataValue.of("starter", List.of())
          : DataValue.of("stopped", course.firstDay(), Says.of(course.given()));
    };
  }

  private static Derivation start(Args args) {
    Set<String> drug = args.drugClasses("drug");
    return c -> {
      Course course = new Course(of(c, drug), c.chart().on());
      LocalDate first = course.firstDay();
      return first == null
          ? DataValue.none(Missing.ABSENT, Phrase.NO_FIRST_DOSE)
          : DataValue.of(first, first, Says.of(course.given()));
    };
  }

  /**
   * The newest repeated dose ({@code part: mg}) or its interval ({@code part: weeks}); the dose of
   * an order without one is the strength of its product ({@code strengths}: value set to mg).
   */
  private static Derivation regimen(Args args) {
    Set<String> drug = args.drugClasses("drug");
    boolean mg = args.oneOf("part", "mg", "mg", "weeks").equals("mg");
    Map<String, BigDecimal> strengths = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : args.node("strengths").properties()) {
      strengths.put(entry.getKey(), entry.getValue().decimalValue());
    }
    return c -> {
      List<Medication> orders =
          of(c, drug).stream()
              .filter(m -> m.origin() != Origin.ADMINISTRATION)
              .filter(m -> Course.GIVEN.contains(m.status()))
              .sorted(
                  Comparator.comparing(Medication::active)
                      .thenComparing(MedicationKinds::begin)
                      .reversed())
              .toList();
      for (Medication order : orders) {
        BigDecimal dose = doseOf(order, strengths);
        BigDecimal weeks = interval(order);
        if (dose != null && weeks != null) {
          return DataValue.of(mg ? dose : weeks, List.of(Says.medication(order)));
        }
      }
      return DataValue.none(Missing.ABSENT, Phrase.NO_REGIMEN);
    };
  }

  private static LocalDate begin(Medication medication) {
    PartialDate date = medication.start() == null ? medication.authored() : medication.start();
    return date == null ? LocalDate.MIN : date.first();
  }

  private static @Nullable BigDecimal interval(Medication order) {
    return repeated(order).map(Medication.Dosage::intervalWeeks).findFirst().orElse(null);
  }

  private static @Nullable BigDecimal doseOf(Medication order, Map<String, BigDecimal> strengths) {
    BigDecimal written =
        repeated(order)
            .map(Medication.Dosage::doseMg)
            .filter(java.util.Objects::nonNull)
            .findFirst()
            .orElse(null);
    return written != null
        ? written
        : order.codes().stream()
            .map(strengths::get)
            .filter(java.util.Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  private static Stream<Medication.Dosage> repeated(Medication order) {
    return order.dosage().stream().filter(Medication.Dosage::repeated);
  }
}
