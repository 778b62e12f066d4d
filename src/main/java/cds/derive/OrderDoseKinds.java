package cds.derive;

import cds.chart.Medication;
import cds.chart.Medication.Dosage;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.Source;
import cds.language.Phrase;
import cds.language.Sentence;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Kinds about the doses, the route and the company of one draft order. What an order does not say
 * in a form that can be read is missing, never guessed.
 */
final class OrderDoseKinds {

  private OrderDoseKinds() {}

  static void register(Map<String, Function<Args, Derivation>> kinds) {
    kinds.put("order-dose", OrderDoseKinds::dose);
    kinds.put("order-route", OrderDoseKinds::route);
    kinds.put("order-repeats", OrderDoseKinds::repeats);
  }

  /**
   * What the order gives: the repeated dose ({@code mg}), its interval ({@code weeks}), the sum of
   * the doses given once before or beside it ({@code loading-mg}) or their number ({@code
   * loading-doses}), the number of days they are dated on ({@code loading-days}), the days from the
   * last of them to the repeated dose ({@code gap-days}), or the strength of the product ({@code
   * strength}). A repeated dose that is not given at all is the strength of the product ({@code
   * strengths}: value set to mg); one in a unit other than mass cannot be used.
   */
  private static Derivation dose(Args args) {
    String part =
        args.oneOf(
            "part",
            "mg",
            "mg",
            "weeks",
            "loading-mg",
            "loading-doses",
            "loading-days",
            "gap-days",
            "strength");
    Map<String, BigDecimal> strengths = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : args.node("strengths").properties()) {
      strengths.put(entry.getKey(), entry.getValue().decimalValue());
    }
    return c -> {
      Medication order = c.order();
      if (order == null) {
        return DataValue.none(Missing.ABSENT, Phrase.NO_ORDER);
      }
      return switch (part) {
        case "loading-mg", "loading-doses" -> loading(order, part.equals("loading-mg"));
        case "loading-days" -> loadingDays(order);
        case "gap-days" -> gapDays(order);
        case "strength" -> strengthOf(order, strengths);
        default -> repeated(order, part.equals("mg"), strengths);
      };
    };
  }

  private static DataValue repeated(
      Medication order, boolean mg, Map<String, BigDecimal> strengths) {
    List<Dosage> steps = order.dosage().stream().filter(step -> !step.once()).toList();
    if (steps.isEmpty()) {
      return DataValue.none(
          Missing.ABSENT,
          Phrase.NO_REPEATED_DOSE,
          List.of(source(order, Phrase.ORDERED_WITHOUT_REPEAT)));
    }
    if (steps.size() > 1) {
      return unusable(order, Phrase.SEVERAL_REPEATED_DOSES);
    }
    Dosage step = steps.get(0);
    BigDecimal weeks = step.intervalWeeks();
    BigDecimal dose = step.doseGiven() ? step.doseMg() : strength(order, strengths);
    if (weeks == null) {
      return unusable(order, Phrase.INTERVAL_UNREADABLE);
    }
    if (dose == null) {
      return unusable(order, Phrase.DOSE_UNREADABLE);
    }
    return DataValue.of(
        mg ? dose : weeks,
        List.of(source(order, Phrase.ORDERED.of(Sentence.number(dose), Sentence.number(weeks)))));
  }

  private static @Nullable BigDecimal strength(
      Medication order, Map<String, BigDecimal> strengths) {
    return order.codes().stream()
        .map(strengths::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static DataValue loading(Medication order, boolean mg) {
    BigDecimal sum = BigDecimal.ZERO;
    int number = 0;
    for (Dosage step : order.dosage()) {
      if (!step.once()) {
        continue;
      }
      int times = step.count() == null ? 1 : step.count();
      if (step.doseMg() == null) {
        return unusable(order, Phrase.DOSE_ONCE_UNREADABLE);
      }
      sum = sum.add(step.doseMg().multiply(BigDecimal.valueOf(times)));
      number += times;
    }
    List<Source> sources =
        List.of(
            source(
                order,
                number == 0
                    ? Phrase.WITHOUT_DOSE_ONCE
                    : Phrase.ORDERED_ONCE.of(Sentence.number(sum))));
    return DataValue.of(mg ? sum : BigDecimal.valueOf(number), sources);
  }

  private static DataValue strengthOf(Medication order, Map<String, BigDecimal> strengths) {
    BigDecimal strength = strength(order, strengths);
    return strength == null
        ? DataValue.none(Missing.ABSENT, Phrase.NO_STRENGTH)
        : DataValue.of(
            strength, List.of(source(order, Phrase.ORDERED_AS.of(Sentence.number(strength)))));
  }

  /** The days on which doses given once are dated; missing unless all of them are. */
  private static DataValue loadingDays(Medication order) {
    List<Dosage> once = order.dosage().stream().filter(Dosage::once).toList();
    if (once.isEmpty() || once.stream().anyMatch(step -> step.start() == null)) {
      return DataValue.none(Missing.ABSENT, Phrase.DOSES_ONCE_UNDATED);
    }
    long days = once.stream().map(Dosage::start).distinct().count();
    return DataValue.of(
        BigDecimal.valueOf(days),
        List.of(
            source(
                order,
                (days == 1 ? Phrase.ONCE_ON_DAY : Phrase.ONCE_ON_DAYS).of(Sentence.number(days)))));
  }

  private static DataValue gapDays(Medication order) {
    LocalDate last =
        order.dosage().stream()
            .filter(Dosage::once)
            .map(Dosage::start)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    LocalDate next =
        order.dosage().stream()
            .filter(step -> !step.once())
            .map(Dosage::start)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    if (last == null || next == null) {
      return DataValue.none(Missing.ABSENT, Phrase.STEPS_UNDATED);
    }
    long days = ChronoUnit.DAYS.between(last, next);
    return DataValue.of(
        BigDecimal.valueOf(days),
        List.of(source(order, Phrase.DAYS_AFTER.of(Sentence.number(days)))));
  }

  /** Whether an order holds doses given once and nothing else. */
  static boolean onlyOnce(Medication order) {
    return !order.dosage().isEmpty() && order.dosage().stream().allMatch(Dosage::once);
  }

  /** Whether the order's route is one of these value sets; missing when it names none. */
  private static Derivation route(Args args) {
    Set<String> of = args.valueSets("of");
    return c -> {
      Medication order = c.order();
      if (order == null || order.routes().isEmpty()) {
        return DataValue.none(Missing.ABSENT, Phrase.NO_ROUTE);
      }
      if (order.routes().contains(Medication.UNRECOGNISED)) {
        return unusable(order, Phrase.ROUTE_UNRECOGNISED);
      }
      return DataValue.of(
          order.routes().stream().anyMatch(of::contains),
          List.of(source(order, Phrase.ROUTE_OF_ORDER)));
    };
  }

  /** Whether another order of these classes before this one already gives a repeated dose. */
  @SuppressWarnings("ReferenceEquality") // two orders may be equal in all they say
  private static Derivation repeats(Args args) {
    Set<String> classes = args.drugClasses("classes");
    return c -> {
      Medication order = c.order();
      if (order == null) {
        return DataValue.none(Missing.ABSENT, Phrase.NO_ORDER);
      }
      List<Medication> rivals =
          c.chart().orders().stream()
              .takeWhile(other -> other != order)
              .filter(other -> other.classes().stream().anyMatch(classes::contains))
              .filter(other -> !onlyOnce(other))
              .toList();
      boolean repeats =
          !rivals.isEmpty()
              && !onlyOnce(order)
              && order.classes().stream().anyMatch(classes::contains);
      return DataValue.of(
          repeats,
          repeats
              ? List.of(
                  source(rivals.get(0), Phrase.FIRST_ORDER), source(order, Phrase.ONE_MORE_ORDER))
              : List.of());
    };
  }

  private static DataValue unusable(Medication order, Sentence says) {
    return DataValue.none(Missing.INVALID, says, List.of(source(order, says)));
  }

  private static Source source(Medication order, Sentence says) {
    return new Source(order.reference(), says);
  }
}
