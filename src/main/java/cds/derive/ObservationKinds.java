package cds.derive;

import cds.chart.DataKind;
import cds.chart.Observation;
import cds.chart.PartialDate;
import cds.chart.Value;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
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

/** Kinds about Observations other than scores. */
final class ObservationKinds {

  /**
   * Newest first: by day, then by moment, then by reference so that no order of arrival matters.
   */
  static final Comparator<Observation> NEWEST_FIRST =
      Comparator.comparing(
              (Observation o) -> o.effective() == null ? LocalDate.MIN : o.effective().first())
          .thenComparing(Observation::moment)
          .thenComparing(Observation::reference)
          .reversed();

  private ObservationKinds() {}

  static void register(Map<String, Function<Args, Derivation>> kinds) {
    kinds.put("newest", ObservationKinds::newest);
    kinds.put("any-observation", ObservationKinds::any);
  }

  /**
   * The newest usable value of a measurement in the element's unit and domain. {@code max-age-days}
   * is a number, a parameter, or {@code max-age-of} names the element that holds it.
   */
  private static Derivation newest(Args args) {
    Set<String> of = args.valueSets("of");
    Set<String> weaker = args.node("weaker").isMissingNode() ? Set.of() : args.valueSets("weaker");
    String weakerSays = args.text("weaker-says", "");
    BigDecimal fixed = args.optionalNumber("max-age-days");
    @Nullable DataElement variable = args.optionalInput("max-age-of");
    DataElement element = args.element();
    return c -> {
      BigDecimal limit = variable == null ? fixed : c.get(variable).number();
      List<Source> rejected = new ArrayList<>();
      DataValue stale = null;
      for (Observation observation : newestFirst(c.facts().observations(of))) {
        if (observation.preliminary()) {
          continue;
        }
        BigDecimal number = usable(observation, element);
        PartialDate effective = observation.effective();
        if (number == null || effective == null) {
          rejected.add(rejected(observation, element.label()));
          continue;
        }
        LocalDate date = effective.first();
        Sentence says = Says.value(element.label(), number, element.unit(), date);
        boolean noted = !Collections.disjoint(observation.codes(), weaker);
        Source source =
            new Source(
                observation.reference(),
                noted ? Phrase.NOTED.of(says, Sentence.text(weakerSays)) : says);
        Source rival = rival(c, of, observation, element, number);
        if (rival != null) {
          return DataValue.none(
              Missing.DISCORDANT,
              Phrase.TWO_VALUES.of(source.says(), rival.says()),
              List.of(source, rival));
        }
        if (limit == null || !date.isBefore(c.chart().on().minusDays(limit.intValue()))) {
          return DataValue.of(number, date, List.of(source));
        }
        stale = DataValue.none(Missing.STALE, Phrase.TOO_OLD.of(source.says()), List.of(source));
        break;
      }
      if (!rejected.isEmpty()) {
        return DataValue.none(
            Missing.INVALID,
            Phrase.ON_RECORD_UNUSABLE.of(Sentence.text(element.label()), rejected.get(0).says()),
            rejected);
      }
      return stale != null ? stale : nothing(c, DataKind.OBSERVATIONS, element.label());
    };
  }

  static List<Observation> newestFirst(List<Observation> observations) {
    if (observations.size() < 2) {
      return observations;
    }
    List<Observation> sorted = new ArrayList<>(observations);
    sorted.sort(NEWEST_FIRST);
    return sorted;
  }

  /** Another usable value of the same time that says something else. */
  private static @Nullable Source rival(
      Derivation.Context c,
      Set<String> of,
      Observation observation,
      DataElement element,
      BigDecimal number) {
    for (Observation other : c.facts().observations(of)) {
      BigDecimal value = usable(other, element);
      PartialDate effective = other.effective();
      if (value != null
          && effective != null
          && !other.preliminary()
          && other.moment().equals(observation.moment())
          && value.compareTo(number) != 0) {
        return new Source(
            other.reference(),
            Says.value(element.label(), value, element.unit(), effective.first()));
      }
    }
    return null;
  }

  private static @Nullable BigDecimal usable(Observation observation, DataElement element) {
    BigDecimal number = observation.value().number();
    if (number == null
        || observation.value().problem() != null
        || !java.util.Objects.equals(observation.value().unit(), element.unit())) {
      return null;
    }
    return element.domain() == null || element.domain().holds(number) ? number : null;
  }

  private static Source rejected(Observation observation, String label) {
    Value.Problem problem = observation.value().problem();
    Sentence why =
        problem == null ? Phrase.VALUE_NOT_USABLE : Sentence.code("value-" + problem.code());
    Sentence what = Sentence.text(label);
    return new Source(
        observation.reference(),
        observation.effective() == null
            ? Phrase.REJECTED.of(what, why)
            : Phrase.REJECTED_OF.of(what, Sentence.date(observation.effective()), why));
  }

  /** "Nothing on record" only where the record proves it. */
  static DataValue nothing(Derivation.Context c, DataKind kind, String label) {
    return nothing(c, kind, Sentence.text(label));
  }

  /** The same about something that has no label of its own. */
  static DataValue nothing(Derivation.Context c, DataKind kind, Sentence label) {
    return c.chart().completeness(kind).provesAbsence()
        ? DataValue.none(Missing.ABSENT, Phrase.NONE_ON_RECORD.of(label))
        : DataValue.none(
            Missing.UNREADABLE,
            Phrase.NOT_KNOWN_IN_FULL.of(label, Sentence.verbatim(kind.resourceType())));
  }

  /** Whether an Observation of these codes (and this coded value) lies within so many days. */
  private static Derivation any(Args args) {
    Set<String> of = args.valueSets("of");
    Set<String> value = args.node("value").isMissingNode() ? Set.of() : args.valueSets("value");
    BigDecimal days = args.optionalNumber("days");
    String label = args.element().label();
    return c -> {
      LocalDate earliest = days == null ? LocalDate.MIN : c.chart().on().minusDays(days.intValue());
      List<Source> sources = new ArrayList<>();
      for (Observation o : c.facts().observations(of)) {
        if (!o.preliminary()
            && (value.isEmpty() || says(o, value))
            && (days == null || within(o.effective(), earliest))) {
          sources.add(new Source(o.reference(), Says.dated(label, o.effective())));
        }
      }
      return found(c, sources, DataKind.OBSERVATIONS, label);
    };
  }

  /** The coded value, or a plain "true". */
  private static boolean says(Observation observation, Set<String> value) {
    BigDecimal number = observation.value().number();
    return !Collections.disjoint(observation.value().codes(), value)
        || (observation.value().form() == Value.Form.BOOLEAN
            && number != null
            && number.signum() != 0);
  }

  private static boolean within(@Nullable PartialDate date, LocalDate earliest) {
    return date != null && !date.first().isBefore(earliest);
  }

  /** Yes with its sources, no where the record proves it, else unreadable. */
  static DataValue found(Derivation.Context c, List<Source> sources, DataKind kind, String label) {
    if (!sources.isEmpty()) {
      return DataValue.of(true, sources);
    }
    DataValue nothing = nothing(c, kind, label);
    return nothing instanceof DataValue.None none && none.reason() == Missing.ABSENT
        ? DataValue.of(false, List.of())
        : nothing;
  }
}
