package cds.derive;

import cds.chart.Chart;
import cds.chart.Completeness;
import cds.chart.DataKind;
import cds.chart.PartialDate;
import cds.chart.Unused;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.Source;
import cds.language.Phrase;
import cds.language.Sentence;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Kinds about the patient and about the data as such. */
final class PatientKinds {

  private PatientKinds() {}

  static void register(Map<String, Function<Args, Derivation>> kinds) {
    kinds.put("age", PatientKinds::age);
    kinds.put("birthday", PatientKinds::birthday);
    kinds.put(
        "sex", args -> c -> DataValue.of(c.chart().patient().sex(), source(c.chart(), Phrase.SEX)));
    kinds.put(
        "deceased",
        args ->
            c -> DataValue.of(c.chart().patient().deceased(), source(c.chart(), Phrase.DECEASED)));
    kinds.put("completeness", PatientKinds::completeness);
    kinds.put("unused", PatientKinds::unused);
  }

  /**
   * Completed calendar months or years, on the day of evaluation or on the day of another element.
   * A partial birth date counts when every day it can mean gives the same age.
   */
  private static Derivation age(Args args) {
    boolean months = args.oneOf("in", "months", "months", "years").equals("months");
    @Nullable DataElement at = args.optionalInput("at");
    return c -> {
      PartialDate birth = c.chart().patient().birth();
      if (birth == null) {
        return DataValue.none(Missing.ABSENT, Phrase.NO_BIRTH_DATE);
      }
      LocalDate on = at == null ? c.chart().on() : c.get(at).dated();
      if (on == null) {
        return DataValue.none(Missing.ABSENT, Phrase.NO_DATE_FOR_AGE);
      }
      long oldest = completed(birth.first(), on, months);
      if (oldest != completed(birth.last(), on, months)) {
        return DataValue.none(Missing.ABSENT, Phrase.BIRTH_DATE_PARTIAL.of(Sentence.date(birth)));
      }
      if (birth.first().isAfter(on)) {
        return DataValue.none(Missing.INVALID, Phrase.BIRTH_DATE_FUTURE);
      }
      return DataValue.of(
          BigDecimal.valueOf(oldest), on, source(c.chart(), Phrase.BORN.of(Sentence.date(birth))));
    };
  }

  static long completed(LocalDate birth, LocalDate on, boolean months) {
    Period period = Period.between(birth, on);
    return months ? period.toTotalMonths() : period.getYears();
  }

  /** The day on which the patient reaches an age in months. */
  private static Derivation birthday(Args args) {
    int months = args.whole("months");
    return c -> {
      PartialDate birth = c.chart().patient().birth();
      return birth == null || !birth.isDay()
          ? DataValue.none(Missing.ABSENT, Phrase.BIRTH_DAY_UNKNOWN)
          : DataValue.of(
              birthday(birth.first(), months),
              source(c.chart(), Phrase.BORN.of(Sentence.date(birth))));
    };
  }

  /** Born on the 31st, the age is reached on the first day on which it is complete. */
  private static LocalDate birthday(LocalDate birth, int months) {
    LocalDate day = birth.plusMonths(months);
    return completed(birth, day, true) < months ? day.plusDays(1) : day;
  }

  private static Collection<Source> source(Chart chart, Sentence says) {
    return List.of(new Source(chart.patient().reference(), says));
  }

  private static Derivation completeness(Args args) {
    DataKind kind = DataKind.ofKey(args.text("of")).orElse(null);
    if (kind == null) {
      args.problem("of", "no such kind of data");
      return c -> DataValue.none(Missing.UNREADABLE);
    }
    return c ->
        DataValue.of(c.chart().completeness(kind).name().toLowerCase(Locale.ROOT), List.of());
  }

  /**
   * Counts of data left out, for a card: "2 resources entered in error". Missing when none. What:
   * data {@code not-used}, data {@code uncoded}, or draft {@code orders} that cannot be checked.
   */
  private static Derivation unused(Args args) {
    String what = args.oneOf("what", "not-used", "not-used", "uncoded", "orders");
    Set<DataKind> kinds = EnumSet.noneOf(DataKind.class);
    for (String key : args.texts("gaps-of")) {
      DataKind.ofKey(key)
          .ifPresentOrElse(
              kinds::add, () -> args.problem("gaps-of", "no kind of data '" + key + "'"));
    }
    boolean asBoolean = args.element().type() == DataElement.Type.BOOLEAN;
    return c -> {
      List<Unused> unused = unused(c.chart(), what);
      List<Sentence> says = new ArrayList<>(counts(unused));
      says.addAll(gaps(c.chart(), kinds));
      if (asBoolean) {
        return DataValue.of(!says.isEmpty(), sources(unused));
      }
      return says.isEmpty()
          ? DataValue.none(Missing.ABSENT, Phrase.NOTHING_LEFT_OUT)
          : DataValue.of(Sentence.listed("; ", says), sources(unused));
    };
  }

  private static List<Unused> unused(Chart chart, String what) {
    boolean uncoded = what.equals("uncoded");
    return what.equals("orders")
        ? chart.ordersLeftOut()
        : chart.unused().stream()
            .filter(u -> (u.reason() == Unused.Reason.TEXT_ONLY) == uncoded)
            .toList();
  }

  /** How many resources of each type were left out, by type and reason. */
  private static List<Sentence> counts(List<Unused> unused) {
    if (unused.isEmpty()) {
      return List.of();
    }
    Map<String, Map<Unused.Reason, Long>> counts =
        unused.stream()
            .collect(
                Collectors.groupingBy(
                    u -> u.kind().resourceType(),
                    TreeMap::new,
                    Collectors.groupingBy(Unused::reason, TreeMap::new, Collectors.counting())));
    List<Sentence> says = new ArrayList<>();
    counts.forEach(
        (type, reasons) ->
            reasons.forEach(
                (reason, count) ->
                    says.add(
                        Phrase.UNUSED.of(
                            Sentence.number(count), Sentence.verbatim(type), said(reason)))));
    return says;
  }

  private static Sentence said(Unused.Reason reason) {
    return Sentence.code("unused-" + reason.code());
  }

  private static List<Sentence> gaps(Chart chart, Set<DataKind> kinds) {
    List<Sentence> gaps = new ArrayList<>();
    for (DataKind kind : kinds) {
      if (chart.asked().contains(kind)) {
        gap(kind, chart.completeness(kind)).ifPresent(gaps::add);
      }
    }
    return gaps;
  }

  private static Optional<Sentence> gap(DataKind kind, Completeness completeness) {
    Sentence type = Sentence.verbatim(kind.resourceType());
    return switch (completeness) {
      case INCOMPLETE -> Optional.of(Phrase.DATA_INCOMPLETE.of(type));
      case UNKNOWN -> Optional.of(Phrase.DATA_NOT_HAD.of(type));
      case COMPLETE, EMPTY -> Optional.empty();
    };
  }

  private static List<Source> sources(List<Unused> unused) {
    return unused.stream()
        .filter(u -> u.reference() != null)
        .filter(u -> u.reason() != Unused.Reason.OTHER_SUBJECT)
        .limit(10)
        .map(u -> new Source(String.valueOf(u.reference()), said(u.reason())))
        .toList();
  }
}
