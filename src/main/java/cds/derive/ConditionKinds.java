package cds.derive;

import static java.util.Comparator.naturalOrder;

import cds.chart.Condition;
import cds.chart.DataKind;
import cds.chart.Medication;
import cds.chart.PartialDate;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Source;
import cds.language.Phrase;
import cds.language.Sentence;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Kinds about Conditions, allergies and immunizations. */
final class ConditionKinds {

  private ConditionKinds() {}

  static void register(Map<String, Function<Args, Derivation>> kinds) {
    kinds.put("any-condition", ConditionKinds::any);
    kinds.put("newest-begin", ConditionKinds::newestBegin);
    kinds.put("untreated-condition", args -> treatedOrNot(args, false));
    kinds.put("treated-condition", args -> treatedOrNot(args, true));
    kinds.put("any-allergy", ConditionKinds::allergy);
    kinds.put("any-immunization", ConditionKinds::immunization);
  }

  /**
   * Whether there is a condition of these value sets. {@code status}: active or any; {@code
   * verification}: any, confirmed or suspected; {@code since}: began on or after the day of that
   * element; {@code before}: began before it, or on a day nobody noted; {@code days}: began within
   * so many days; {@code older-than-days}: began more than so many days ago; {@code
   * onset-from-age}: began at that age in years or later; {@code severe}: coded as severe.
   */
  private static Derivation any(Args args) {
    Set<String> of = args.valueSets("of");
    Set<String> not = args.node("except").isMissingNode() ? Set.of() : args.valueSets("except");
    boolean active = args.oneOf("status", "active", "active", "any").equals("active");
    String verification = args.oneOf("verification", "any", "any", "confirmed", "suspected");
    @Nullable DataElement since = args.optionalInput("since");
    @Nullable DataElement before = args.optionalInput("before");
    BigDecimal days = args.optionalNumber("days");
    BigDecimal olderThan = args.optionalNumber("older-than-days");
    BigDecimal onsetAge = args.optionalNumber("onset-from-age");
    boolean severe = args.node("severe").asBoolean(false);
    String label = args.element().label();
    return c -> {
      List<Source> sources = new ArrayList<>();
      LocalDate on = c.chart().on();
      LocalDate earliest = days == null ? null : on.minusDays(days.intValue());
      LocalDate latest = olderThan == null ? null : on.minusDays(olderThan.intValue());
      for (Condition condition : c.facts().conditions(of)) {
        boolean fits =
            Collections.disjoint(condition.codes(), not)
                && (!active || condition.active())
                && verified(condition, verification)
                && (since == null || began(condition, c.get(since).day(), true))
                && (before == null || beganBefore(condition, c.get(before).day()))
                && (latest == null || began(condition, latest, false))
                && (onsetAge == null || onsetAge(c, condition) >= onsetAge.intValue())
                && (!severe || condition.severe())
                && (earliest == null || began(condition, earliest, true));
        if (fits) {
          sources.add(Says.condition(condition, of, c.rules().terminology()));
        }
      }
      return ObservationKinds.found(c, sources, DataKind.CONDITIONS, label);
    };
  }

  private static boolean within(@Nullable PartialDate date, LocalDate on, BigDecimal days) {
    return date != null && !date.last().isBefore(on.minusDays(days.longValue()));
  }

  private static boolean verified(Condition condition, String verification) {
    return switch (verification) {
      case "confirmed" -> !condition.suspected();
      case "suspected" -> condition.suspected();
      default -> true;
    };
  }

  /** No date at all is not new, so it was there before. */
  private static boolean beganBefore(Condition condition, @Nullable LocalDate day) {
    return day != null && (condition.begin() == null || began(condition, day, false));
  }

  /** Age at onset in completed years; -1 when the record does not tell. */
  private static long onsetAge(Derivation.Context c, Condition condition) {
    PartialDate birth = c.chart().patient().birth();
    if (condition.onsetAgeYears() != null) {
      return condition.onsetAgeYears();
    }
    return condition.onset() == null || birth == null
        ? -1
        : PatientKinds.completed(birth.last(), condition.onset().first(), false);
  }

  private static boolean began(Condition condition, @Nullable LocalDate day, boolean onOrAfter) {
    LocalDate begin = condition.begin();
    return day != null && begin != null && begin.isBefore(day) != onOrAfter;
  }

  /** The day on which the newest active condition that began since an element's day began. */
  private static Derivation newestBegin(Args args) {
    Set<String> of = args.valueSets("of");
    DataElement since = args.input("since");
    String label = args.element().label();
    return c ->
        c.facts().conditions(of).stream()
            .filter(Condition::active)
            .filter(condition -> began(condition, c.get(since).day(), true))
            .max(
                Comparator.comparing(Condition::begin, Comparator.nullsFirst(naturalOrder()))
                    .thenComparing(Condition::reference))
            .map(
                condition ->
                    DataValue.of(
                        java.util.Objects.requireNonNull(condition.begin()),
                        condition.begin(),
                        List.of(Says.condition(condition, of, c.rules().terminology()))))
            .orElseGet(() -> ObservationKinds.nothing(c, DataKind.CONDITIONS, label));
  }

  /**
   * Whether an active condition has had no (or some) treatment of these drug classes since it
   * began; for a condition without a date, within so many days before the evaluation.
   */
  private static Derivation treatedOrNot(Args args, boolean wanted) {
    Set<String> of = args.valueSets("of");
    Set<String> treatment = args.drugClasses("treatment");
    int days = args.whole("days");
    String label = args.element().label();
    return c -> {
      List<Source> sources = new ArrayList<>();
      for (Condition condition : c.facts().conditions(of)) {
        if (condition.active() && treated(c, condition, treatment, days) == wanted) {
          sources.add(Says.condition(condition, of, c.rules().terminology()));
        }
      }
      return ObservationKinds.found(c, sources, DataKind.CONDITIONS, label);
    };
  }

  private static boolean treated(
      Derivation.Context c, Condition condition, Set<String> treatment, int days) {
    // A partial date may mean its last day: a drug taken before that day proves nothing.
    PartialDate known = condition.onset() != null ? condition.onset() : condition.recorded();
    LocalDate begin = known == null ? null : known.last();
    LocalDate from = begin != null ? begin : c.chart().on().minusDays(days);
    return c.facts().medications(treatment).stream()
        .filter(m -> m.active() || m.status().equals("completed"))
        .anyMatch(m -> starts(m, from, c.chart().on()));
  }

  private static boolean starts(Medication medication, LocalDate from, LocalDate on) {
    PartialDate start = medication.start() == null ? medication.authored() : medication.start();
    return start != null && !start.first().isBefore(from) && !start.first().isAfter(on);
  }

  private static Derivation allergy(Args args) {
    Set<String> of = args.valueSets("of");
    String label = args.element().label();
    return c -> {
      List<Source> sources =
          c.chart().allergies().stream()
              .filter(a -> !Collections.disjoint(a.codes(), of))
              .map(
                  a ->
                      new Source(
                          a.reference(),
                          a.recorded() == null
                              ? Sentence.text(label)
                              : Sentence.listed(
                                  ", ",
                                  List.of(
                                      Sentence.text(label),
                                      Phrase.RECORDED.of(Sentence.date(a.recorded()))))))
              .toList();
      return ObservationKinds.found(c, sources, DataKind.ALLERGIES, label);
    };
  }

  /** Whether a vaccine was given: ever, or within so many days. */
  private static Derivation immunization(Args args) {
    Set<String> of = args.valueSets("of");
    BigDecimal days = args.optionalNumber("days");
    String label = args.element().label();
    return c -> {
      List<Source> sources =
          c.chart().immunizations().stream()
              .filter(i -> !Collections.disjoint(i.codes(), of))
              .filter(i -> days == null || within(i.occurrence(), c.chart().on(), days))
              .map(i -> new Source(i.reference(), Says.dated(label, i.occurrence())))
              .toList();
      return ObservationKinds.found(c, sources, DataKind.IMMUNIZATIONS, label);
    };
  }
}
